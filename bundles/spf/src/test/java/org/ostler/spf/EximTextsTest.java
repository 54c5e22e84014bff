// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ostler.api.acl.Condition;
import org.ostler.api.text.Text;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemoryEnvelope;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemoryPeer;

/** The variables say what Exim's say. */
class EximTextsTest {
  @TestFactory
  Stream<DynamicTest> textsReadOffExim() throws IOException {
    String text;
    try (InputStream in =
        Objects.requireNonNull(EximTextsTest.class.getResourceAsStream("exim-texts.txt"))) {
      text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    String[] halves = text.split("\ncases:\n", 2);
    TextZone zone = TextZone.of(halves[0]);
    return Stream.of(halves[1].split("\n"))
        .map(line -> line.split(" \\| ", 5))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[0] + " " + row[2] + " " + row[3], () -> compare(zone, row)));
  }

  private static void compare(TextZone zone, String[] row) throws InterruptedException {
    MemoryMail mail = new MemoryMail();
    mail.from(MemoryPeer.at(row[0], row[1]))
        .carrying(MemoryEnvelope.of(row[2]))
        .knowing(new SpfVariables());
    Condition condition =
        row[3].equals("spf") ? new SpfCondition(zone) : new SpfGuessCondition(zone);
    condition.test(Text.of("pass"), mail);
    String said =
        "R=%s || G=%s || H=%s || V=%s || S=%s"
            .formatted(
                mail.variable("spf_result"),
                mail.variable("spf_result_guessed"),
                mail.variable("spf_header_comment"),
                mail.variable("spf_received"),
                mail.variable("spf_smtp_comment"));
    assertThat(said).isEqualTo(row[4]);
  }
}
