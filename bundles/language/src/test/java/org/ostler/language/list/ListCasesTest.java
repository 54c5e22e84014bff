// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.text.Text;
import org.ostler.language.config.ConfigurationReader;
import org.ostler.language.config.NamedListText;
import org.ostler.language.text.EximJudge;

/** What lists match, and what Exim says they match. */
class ListCasesTest {
  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> answersAsExim() throws Exception {
    ListMatcher lists = new ListMatcher(compiler());
    return ListCases.read().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(), () -> assertThat(answer(lists, c)).startsWith(c.ours())));
  }

  private ListCompiler compiler() throws Exception {
    ListCompiler compiler = new ListHouse().compiler();
    for (NamedListText list :
        ConfigurationReader.read(configuration(), Map.of(), Map.of()).lists()) {
      compiler.define(list.kind(), list.name(), list.text());
    }
    return compiler;
  }

  private Path configuration() throws IOException {
    String text =
        Files.readString(
            ListCases.RESOURCES.resolve("lists/judge.conf"), StandardCharsets.ISO_8859_1);
    return Files.writeString(
        directory.resolve("judge.conf"),
        text.replace("FILES", ListCases.FILES),
        StandardCharsets.ISO_8859_1);
  }

  private static String answer(ListMatcher lists, ListCases.Case c) throws InterruptedException {
    ListHouse.TestScope scope = new ListHouse.TestScope();
    Match match = lists.match(c.kind(), Text.of(c.subject()), Text.of(c.text()), scope);
    return switch (match) {
      case Match.Matched matched -> "yes <" + shown(matched.data()) + ">[" + captures(scope) + "]";
      case Match.Unmatched _ -> "no";
      case Match.Deferred deferred -> "error " + shown(deferred.message());
      case Match.Failed failed -> "error " + shown(failed.message());
    };
  }

  private static String captures(ListHouse.TestScope scope) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Text capture = scope.registers().capture(i);
      shown.add(capture == null ? "" : capture.value());
    }
    return String.join("|", shown);
  }

  private static String shown(@Nullable String text) {
    return text == null ? "" : text.replace(ListCases.FILES, "FILES");
  }

  @Test
  void eximStillAnswersSo() throws IOException {
    EximJudge.assumePresent();
    List<ListCases.Case> cases = ListCases.read();
    List<String> answers =
        EximJudge.expansions(
            configuration(), cases.stream().map(ListCases.Case::question).toList());
    for (int i = 0; i < cases.size(); i++) {
      String expected = cases.get(i).exim();
      // Exim logs what it thinks of a list, before its answer or instead of one.
      List<String> lines = shown(answers.get(i)).lines().toList();
      if (expected.startsWith("error ")) {
        assertThat(lines)
            .as(cases.get(i).name())
            .anyMatch(l -> l.endsWith(expected.substring("error ".length())));
      } else {
        assertThat(lines).as(cases.get(i).name()).contains(expected);
      }
    }
  }
}
