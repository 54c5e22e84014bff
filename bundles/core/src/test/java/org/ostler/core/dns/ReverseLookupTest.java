// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.core.mail.Connection;
import org.ostler.testing.dns.TextZone;

class ReverseLookupTest {
  @ParameterizedTest
  @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
  void aNameIsSignedWhenBothWaysAre(boolean there, boolean back, boolean signed) throws Exception {
    String reverse = "1.2.0.192.in-addr.arpa";
    TextZone zone =
        TextZone.of(
            reverse
                + " PTR mx.example\nmx.example A 192.0.2.1\n"
                + (there ? reverse + " SECURE\n" : "")
                + (back ? "mx.example SECURE\n" : ""));
    Connection connection =
        new Connection(InetAddress.ofLiteral("192.0.2.1"), 1, null, 0, Instant.EPOCH);
    new ReverseLookup(() -> zone).find(connection);
    assertThat(connection.hostName()).isEqualTo("mx.example");
    assertThat(connection.hostNameSigned).isEqualTo(signed);
  }
}
