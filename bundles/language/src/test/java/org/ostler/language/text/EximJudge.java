// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Asks the real Exim, where it is installed and may be run with any configuration. */
public final class EximJudge {
  private static final Path BINARY = Path.of("/usr/sbin/exim4");

  private EximJudge() {}

  /**
   * Skips the test by name where there is no Exim, or where it would not take our configuration.
   */
  public static void assumePresent() {
    Assumptions.assumeTrue(Files.isExecutable(BINARY), "exim4 is not installed");
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "exim4 takes -C from root only");
  }

  /** What Exim writes to standard output and error together, octets as characters. */
  public static String run(Path configuration, String input, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(BINARY.toString(), "-C", configuration.toString()));
    command.addAll(List.of(arguments));
    Path stdin = Files.createTempFile("exim", ".in");
    Files.writeString(stdin, input, StandardCharsets.ISO_8859_1);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(stdin.toFile()).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    Files.delete(stdin);
    return output;
  }

  /**
   * Has Exim expand strings, each a line, and gives all that it writes for each. Exim ends itself
   * where a list is wrong; it is then started again for the rest.
   */
  public static List<String> expansions(Path configuration, List<String> strings)
      throws IOException {
    List<String> answers = new ArrayList<>();
    while (answers.size() < strings.size()) {
      List<String> rest = strings.subList(answers.size(), strings.size());
      String output = run(configuration, String.join("\n", rest) + "\n", "-be");
      String[] parts = output.substring(Math.max(0, output.indexOf("> "))).split("(?m)^> ", -1);
      // Nothing stands before the first prompt, and nothing follows the last one when all are
      // answered.
      int answered = Math.min(rest.size(), parts.length - 1);
      for (int i = 1; i <= Math.max(1, answered); i++) {
        answers.add(i < parts.length ? parts[i].strip() : "");
      }
    }
    return answers;
  }
}
