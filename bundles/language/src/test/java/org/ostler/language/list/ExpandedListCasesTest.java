// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.text.Text;
import org.ostler.language.config.ConfigurationReader;
import org.ostler.language.config.NamedListText;
import org.ostler.language.expansion.ExpansionCompiler;
import org.ostler.language.expansion.Variable;

/** The list cases once more, asked as Exim is asked: by the conditions of expansion strings. */
class ExpandedListCasesTest {
  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> conditionsAnswerSo() throws Exception {
    ExpansionCompiler strings = strings();
    return ListCases.read().stream()
        // A list whose text makes no sense is refused when it is compiled.
        .filter(c -> !c.list().equals("+dbad"))
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(strings, c)));
  }

  private static void check(ExpansionCompiler strings, ListCases.Case c) throws Exception {
    Expansion expansion = strings.compile(c.question()).expand(new ListHouse.TestScope());
    String answer =
        switch (expansion) {
          case Expansion.Value value -> value.text().value();
          case Expansion.Failed failed -> "error " + failed.message();
          case Expansion.ForcedFailure _ -> "forced failure";
          case Expansion.Deferred deferred -> "error " + deferred.message();
        };
    String shown = answer.replace(ListCases.FILES, "FILES");
    if (c.ours().startsWith("error ")) {
      assertThat(shown)
          .startsWith("error unable to complete match against \"")
          .contains(c.ours().substring("error ".length()));
    } else {
      assertThat(shown).isEqualTo(c.ours());
    }
  }

  private ExpansionCompiler strings() throws Exception {
    Holder holder = new Holder();
    ListHouse house =
        new ListHouse() {
          @Override
          public ListCall lists() {
            return Optional.ofNullable(holder.matcher).orElseThrow();
          }

          @Override
          public Optional<Variable> variable(String name) {
            return name.equals("primary_hostname")
                ? Optional.of(_ -> Text.of("mail.example.net"))
                : Optional.empty();
          }
        };
    ExpansionCompiler strings = new ExpansionCompiler(house);
    ListCompiler lists =
        new ListCompiler(house, strings::compile, strings.lookups()::find, ListHouse::isLocal);
    for (NamedListText list :
        ConfigurationReader.read(configuration(), Map.of(), Map.of()).lists()) {
      if (!list.name().equals("dbad")) {
        lists.define(list.kind(), list.name(), list.text());
      }
    }
    holder.matcher = new ListMatcher(lists);
    return strings;
  }

  /** The compilers need each other. */
  private static final class Holder {
    @org.jspecify.annotations.Nullable ListMatcher matcher;
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
}
