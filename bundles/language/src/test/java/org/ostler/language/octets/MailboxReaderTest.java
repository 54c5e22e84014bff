// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.language.octets.MailboxReader.Syntax;
import org.ostler.language.text.EximJudge;

class MailboxReaderTest {
  private static final Syntax STRICT = new Syntax(false, false, false, false);
  private static final Syntax LENIENT = new Syntax(true, true, true, true);

  @TempDir Path directory;

  record Case(String typed, String answer) {
    @Override
    public String toString() {
      return typed;
    }
  }

  static List<Case> cases() throws IOException {
    List<String> lines =
        Files.readAllLines(
            Path.of("src/test/resources/addresses/typed.txt"), StandardCharsets.ISO_8859_1);
    lines.removeIf(line -> line.startsWith("#"));
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      cases.add(new Case(lines.get(i), lines.get(i + 1)));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAsExim(Case typed) {
    assertThat(read(typed.typed(), STRICT)).isEqualTo(typed.answer());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a@x.org.,=> a@x.org",
        "a@x.org..,!! domain missing or malformed",
        "a@.,!! domain missing or malformed",
        "<<a@x.org>>,=> a@x.org",
        "<<a@x.org>,!! '>' missing at end of address",
        "<<<<<<<<a@x.org>>>>>>>>,!! angle-brackets nested too deep",
        "<a@[1.2.3.4]>,=> a@[1.2.3.4]",
        "a@\u00c3\u00a9.org,=> a@\u00c3\u00a9.org"
      })
  void readsMoreWhereOptionsPermitIt(String typed, String answer) {
    assertThat(read(typed, LENIENT)).isEqualTo(answer);
  }

  @Test
  void eximStillSaysSo() throws IOException {
    EximJudge.assumePresent();
    Path file = directory.resolve("exim.conf");
    Files.writeString(
        file,
        """
        qualify_domain = unqualified
        keep_environment =
        begin routers
        r:
          driver = accept
          verify_only
        """);
    StringBuilder typed = new StringBuilder();
    StringBuilder answers = new StringBuilder();
    for (Case one : cases()) {
      typed.append(one.typed()).append('\n');
      answers.append(one.answer()).append('\n');
    }
    String said =
        EximJudge.run(file, typed.toString(), "-bv")
            .replaceAll("(?m)^> syntax error: ", "!! ")
            .replaceAll("(?m)^> (.*?)(@unqualified)? verified$", "=> $1")
            .replaceAll("\n> \n$", "\n");
    assertThat(said).isEqualTo(answers.toString());
  }

  private static String read(String typed, Syntax syntax) {
    return switch (MailboxReader.read(typed.stripTrailing(), syntax, false)) {
      case MailboxReader.Result.Found found -> "=> " + found.address();
      case MailboxReader.Result.Bad(String why) -> "!! " + why;
    };
  }
}
