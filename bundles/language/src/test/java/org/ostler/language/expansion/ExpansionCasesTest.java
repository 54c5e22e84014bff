// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.language.octets.Escapes;
import org.ostler.language.text.EximJudge;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.peers.RequiresPeer;

/**
 * The tables of {@code expansion/}: ours against what they say, and what they say against Exim
 * where it is.
 */
class ExpansionCasesTest {
  @TempDir static Path directory;

  @BeforeAll
  static void copyFiles() throws IOException {
    try (Stream<Path> files = Files.list(ExpansionCase.resources().resolve("files"))) {
      for (Path file : files.toList()) {
        Files.copy(
            file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.createDirectories(directory.resolve("directory"));
    Files.writeString(directory.resolve("directory/entry"), "");
  }

  @TestFactory
  Stream<DynamicTest> expandsAsExim() throws Exception {
    ExpansionHouse house = new ExpansionHouse();
    return ExpansionCase.all(".txt").stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.name(),
                    () ->
                        assertThat(shown(ours(house, mail(), placed(entry.input()))))
                            .isEqualTo(shown(placed(entry.expected())))));
  }

  /** Lines stay lines; other octets that do not print are shown as backslash sequences. */
  private static String shown(String text) {
    return Escapes.printable(text).replace("\\n", "\n");
  }

  private static String placed(String text) {
    return text.replace("@T@", directory.toString());
  }

  private static String ours(ExpansionHouse house, MemoryMail mail, String input)
      throws InterruptedException {
    return switch (house.compiler().compile(input).expand(mail)) {
      case Expansion.Value value -> value.text().value();
      case Expansion.ForcedFailure failure -> "Failed: " + failure.message();
      case Expansion.Failed failure -> "Failed: " + failure.message();
      case Expansion.Deferred deferred -> "Failed: " + deferred.message();
    };
  }

  private static MemoryMail mail() throws IOException {
    List<HeaderField> fields = new ArrayList<>();
    String message =
        Files.readString(
            ExpansionCase.resources().resolve("files/message.eml"), StandardCharsets.ISO_8859_1);
    for (String field : message.substring(0, message.indexOf("\n\n")).split("\n(?![ \t])")) {
      int colon = field.indexOf(':');
      fields.add(new HeaderField(field.substring(0, colon), field.substring(colon + 1)));
    }
    return new MemoryMail()
        .headed(fields.toArray(HeaderField[]::new))
        .set("primary_hostname", "mail.example");
  }

  @Test
  @RequiresPeer("exim4")
  void theTablesTellWhatEximDoes() throws IOException {
    EximJudge.assumePresent();
    Path configuration = directory.resolve("exim.conf");
    List<ExpansionCase> cases = ExpansionCase.all(".txt");
    List<String> inputs = cases.stream().map(entry -> placed(entry.input())).toList();
    List<String> answers = Exim.answers(configuration, directory.resolve("message.eml"), inputs);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      List<String> expected = cases.get(i).exim().stream().map(ExpansionCasesTest::placed).toList();
      if (!expected.contains(answers.get(i))) {
        wrong.add(
            cases.get(i).name()
                + "\n  table: "
                + shown(String.join("\n  or: ", expected))
                + "\n  Exim:  "
                + shown(answers.get(i)));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Asks Exim about many strings with a message at hand. */
  private static final class Exim {
    static List<String> answers(Path configuration, Path message, List<String> inputs)
        throws IOException {
      List<String> answers = new ArrayList<>();
      while (answers.size() < inputs.size()) {
        int from = answers.size();
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < inputs.size(); i++) {
          lines.append(inputs.get(i)).append("\n@@").append(i).append("@@\n");
        }
        String output = EximJudge.run(configuration, lines.toString(), "-bem", message.toString());
        take(output, from, inputs.size(), answers);
      }
      return answers;
    }

    /**
     * What stands between the prompts; where one is missing Exim has crashed, and is asked again
     * about the rest.
     */
    private static void take(String output, int from, int to, List<String> answers) {
      int at = 0;
      for (int i = from; i < to; i++) {
        String mark = "> @@" + i + "@@\n";
        int end = output.indexOf(mark, at);
        if (end < 0) {
          answers.add("(crashes)");
          return;
        }
        String answer = output.substring(at, end);
        at = end + mark.length();
        answers.add(
            answer
                .replaceFirst("^> ", "")
                .replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d .*\\n", "")
                .replaceFirst("\n$", ""));
      }
    }
  }
}
