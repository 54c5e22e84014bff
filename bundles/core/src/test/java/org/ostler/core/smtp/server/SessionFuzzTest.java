// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.fuzz.Fuzzing;
import org.ostler.testing.transcript.Dialogue;

/**
 * Jazzer on the SMTP server, starting from the dialogues: commands, parameters, header sections.
 */
class SessionFuzzTest {
  private static final int SECONDS = 4;

  @TempDir Path directory;

  @Test
  void anySessionEnds() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    for (String file : List.of("greeting", "envelope", "data", "chunking", "smuggling", "rude")) {
      TranscriptTest.dialogues(file)
          .forEach(
              dialogue -> {
                StringBuilder sent = new StringBuilder();
                for (Dialogue.Step step : dialogue.steps()) {
                  if (step instanceof Dialogue.Step.Send send) {
                    sent.append(send.octets());
                  }
                }
                seeds.add(sent.toString().getBytes(StandardCharsets.ISO_8859_1));
              });
    }
    assertThat(seeds).hasSizeGreaterThan(50);
    assertThat(new Fuzzing(SessionFuzz.class, directory).search(seeds, SECONDS)).contains("Done ");
  }
}
