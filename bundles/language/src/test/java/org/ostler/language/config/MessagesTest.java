// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.option.Option;
import org.ostler.language.option.OptionTable;
import org.ostler.language.option.TextCompiler;
import org.ostler.language.text.EximJudge;

/** What the reader and the option table say about wrong configurations, and what Exim says. */
class MessagesTest {
  private static final List<Option<?>> MAIN =
      List.of(
          Option.bool("queue_only", false),
          Option.string("spool_directory", null),
          Option.string("qualify_domain", null),
          Option.integer("received_headers_max", 30),
          Option.size("check_spool_space", "10M"),
          Option.time("timeout_frozen_after", "0s"),
          Option.fixed("queue_only_load", null));

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> saysWhatEximSays() throws IOException {
    return MessageCases.read().stream()
        .map(
            c -> DynamicTest.dynamicTest(c.name(), () -> assertThat(ours(c)).startsWith(c.ours())));
  }

  @TestFactory
  Stream<DynamicTest> eximStillSaysIt() throws IOException {
    EximJudge.assumePresent();
    return MessageCases.read().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(), () -> assertThat(exims(c)).isEqualTo(withoutLine(c.exim()))));
  }

  private String ours(MessageCases.Case c) throws IOException {
    ConfigurationText text = ConfigurationReader.read(write(c), Map.of(), Map.of());
    List<Problem> problems = new ArrayList<>(text.problems());
    new OptionTable("main option", MAIN, new TextCompiler(), _ -> Optional.empty())
        .read("", text.main(), problems::add);
    if (problems.isEmpty()) {
      return "nothing";
    }
    Problem first = problems.getFirst();
    return first.position().line() + ": " + first.message();
  }

  private String exims(MessageCases.Case c) throws IOException {
    // A configuration without problems ends in the name of its file.
    List<String> lines = EximJudge.run(write(c), "", "-bV").lines().toList();
    int error = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("Exim configuration error")) {
        error = i;
      }
    }
    return error < 0 ? "nothing" : lines.get(error + 1).strip();
  }

  private static String withoutLine(String answer) {
    return answer.substring(answer.indexOf(": ") + (answer.contains(": ") ? 2 : 1)).strip();
  }

  private Path write(MessageCases.Case c) throws IOException {
    return Files.writeString(
        directory.resolve("test.conf"), c.configuration(), StandardCharsets.ISO_8859_1);
  }
}
