// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.auth.ServerMechanism.Verdict;
import org.ostler.api.option.Settings;
import org.ostler.testing.auth.AuthenticatorDriverContract;
import org.ostler.testing.auth.MemoryServerExchange;
import org.ostler.testing.mail.MemorySettings;

/** The client's answer was computed by another implementation of HMAC (RFC 2104). */
class CramMd5DriverTest implements AuthenticatorDriverContract {
  @Override
  public AuthenticatorDriver driver() {
    return new CramMd5Driver(() -> "1896", () -> Instant.ofEpochSecond(697170952));
  }

  @Override
  public String mechanism() {
    return "CRAM-MD5";
  }

  @Override
  public Settings serving() {
    return MemorySettings.named("a").withText(CramMd5Driver.SERVER_SECRET, "tanstaaftanstaaf");
  }

  @Override
  public List<String> responses() {
    return List.of("tim b1a1a12474a28594586978ed89885b7c");
  }

  @Test
  void anotherDigestIsRefused() throws Exception {
    var server = driver().prepare(mechanism(), serving()).server();
    assertThat(server).isNotNull();
    for (String wrong : List.of("", "tim", "tim " + "0".repeat(32), "tim " + "0".repeat(5000))) {
      assertThat(server.authenticate(MemoryServerExchange.answering(List.of(wrong))))
          .as(wrong)
          .isEqualTo(new Verdict.Refused());
    }
  }
}
