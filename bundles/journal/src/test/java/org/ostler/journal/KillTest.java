// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.spool.SpoolContract;

/** A process that is killed while it writes loses nothing that it said was kept. */
class KillTest {
  private static final int WRITERS = 8;

  /** The process: says {@code + number} and {@code - number} after each commit and removal. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      int base = Integer.parseInt(arguments[1]);
      Journal journal = Journal.open(Path.of(arguments[0]), Spools.settings(1 << 16, 0, false));
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = base + writer;
        Thread.startVirtualThread(() -> write(journal, first));
      }
      Thread.currentThread().join();
    }

    private static void write(Journal journal, int first) {
      try {
        for (int number = first; ; number += WRITERS) {
          Spools.add(journal, number, number % 50 == 0 ? 2000 : 300);
          say("+ " + number);
          if (number % 3 == 0) {
            say("? " + number);
            journal.remove(Spools.id(number));
            say("- " + number);
          }
        }
      } catch (IOException e) {
        say("! " + e.getMessage());
      }
    }

    private static void say(String line) {
      synchronized (Victim.class) {
        System.out.println(line);
        System.out.flush();
      }
    }
  }

  @Test
  void losesNothingAcknowledged(@TempDir Path directory) throws Exception {
    Map<Integer, Character> acknowledged = new HashMap<>();
    for (int life = 0; life < 3; life++) {
      liveAndDie(directory, life * 100_000, 300 + life * 1111, acknowledged);
      try (Journal journal = Journal.open(directory, Spools.settings(1 << 16, 0, false))) {
        for (Map.Entry<Integer, Character> one : acknowledged.entrySet()) {
          check(journal, one.getKey(), one.getValue());
        }
      }
    }
    assertThat(acknowledged).containsValues('+', '-');
  }

  private static void check(Journal journal, int number, char state) throws IOException {
    Model.Content content = Model.read(journal, SpoolContract.id(number));
    if (state == '+') {
      assertThat(content).as("message %d", number).isNotNull();
      assertThat(content.body())
          .isEqualTo(Model.text(Spools.body(number, number % 50 == 0 ? 2000 : 300)));
    } else if (state == '-') {
      assertThat(content).as("message %d", number).isNull();
    }
  }

  private static void liveAndDie(
      Path directory, int base, int lines, Map<Integer, Character> acknowledged) throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                directory.toString(),
                Integer.toString(base))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = victim.inputReader()) {
      int count = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        assertThat(line).doesNotStartWith("!");
        acknowledged.put(Integer.parseInt(line.substring(2)), line.charAt(0));
        if (++count == lines) {
          // Through the handle: the process object would close the pipe with what is still in it.
          victim.toHandle().destroyForcibly();
        }
      }
      assertThat(count).isGreaterThanOrEqualTo(lines);
    }
    victim.waitFor();
  }
}
