// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.text.Text;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

/** The answers of <code>${lookup{address}spf{ip}}</code>. */
class SpfLookupTest {
  private static final TextZone ZONE =
      TextZone.of(
          """
          pass.test  TXT  "v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 -all"
          down.test  SERVFAIL
          dup.test   TXT  "v=spf1 -all"
          dup.test   TXT  "v=spf1 +all"
          """);

  // Read off exim4 -be.
  @ParameterizedTest
  @CsvSource({
    "u@pass.test, 192.0.2.1, pass",
    "u@pass.test, 2001:db8::1, pass",
    "u@pass.test, 192.0.2.2, fail",
    "pass.test, 192.0.2.1, pass",
    "@pass.test, 192.0.2.1, pass",
    "u@none.test, 192.0.2.1, none",
    "u@down.test, 192.0.2.1, temperror",
    "u@dup.test, 192.0.2.1, permerror",
    "u@dup.test, 127.0.0.1, pass",
    "u@pass.test, 192.0.2, MISSING",
    "u@pass.test, '', MISSING",
    "'', 192.0.2.1, MISSING",
  })
  void answersAsEximDoes(String sender, String client, String expected) throws Exception {
    Answer answer =
        new SpfLookup(ZONE)
            .prepare(List.of(), MemorySettings.NONE)
            .find(Text.of(sender), Text.of(client), new MemoryMail());
    assertThat(answer instanceof Answer.Found found ? found.value().value() : "MISSING")
        .isEqualTo(expected);
  }
}
