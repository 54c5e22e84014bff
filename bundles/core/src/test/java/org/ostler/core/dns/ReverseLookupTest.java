// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.core.mail.Connection;
import org.ostler.testing.dns.TextZone;

class ReverseLookupTest {
  @TempDir Path directory;

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

  @ParameterizedTest
  @CsvSource({
    "bydns,192.0.2.1,dns.example,",
    "byaddr,192.0.2.1,own.example,",
    "bydns byaddr,192.0.2.1,dns.example,",
    "byaddr bydns,192.0.2.1,own.example,",
    "bydns,192.0.2.2,,' (failed to find host name from IP address)'",
    "bydns byaddr,192.0.2.2,two.example,",
    "byaddr,192.0.2.3,,' (192.0.2.3 does not match any IP address for three.example)'",
    "byaddr,192.0.2.4,dns4.example,"
  })
  void namesAreLookedForInTheOrderOfTheOption(
      String order, String address, String name, String complaint) throws Exception {
    TextZone zone =
        TextZone.of(
            """
            1.2.0.192.in-addr.arpa PTR dns.example
            4.2.0.192.in-addr.arpa PTR dns4.example
            dns.example A 192.0.2.1
            dns4.example A 192.0.2.4
            own.example A 192.0.2.1
            two.example A 192.0.2.2
            """);
    Path file =
        Files.writeString(
            directory.resolve("hosts"),
            """
            # ours
            192.0.2.1 own.example own
            192.0.2.2\ttwo.example
            192.0.2.3 three.example
            """);
    Connection connection =
        new Connection(InetAddress.ofLiteral(address), 1, null, 0, Instant.EPOCH);
    new ReverseLookup(() -> zone, () -> List.of(order.split(" ")), new HostsFile(file), null)
        .find(connection);
    assertThat(connection.hostName()).isEqualTo(name);
    assertThat(connection.hostLookupFailed).isEqualTo(name == null);
    assertThat(connection.hostLookupMessage).isEqualTo(complaint == null ? "" : complaint);
  }
}
