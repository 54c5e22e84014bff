// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.text.Text;
import org.ostler.language.config.ConfigurationReader;
import org.ostler.language.expansion.ListKind;

/**
 * Whatever is written in a list, a subject or a configuration: an answer or a message, never an
 * exception.
 */
class HostileTextTest {
  private static final String[] PIECES = {
    "a",
    "b.c",
    "@",
    "@@",
    "*",
    "!",
    "+",
    "+dl",
    "^",
    "(",
    "[",
    "]",
    ":",
    "::",
    ";",
    "<;",
    "<\n",
    "/",
    "/etc/passwd",
    "lsearch;",
    "partial-",
    "partial(",
    "partial99(.)",
    "net",
    "net-",
    "net99999999999-",
    "iplsearch;",
    "passwd;root",
    "1.2.3.4",
    "/33",
    "::1",
    "%",
    "@[]",
    "@mx_any",
    "/ignore=",
    "+caseful",
    "+include_unknown",
    ",ret=key",
    " ",
    "\t",
    "\0",
    "\377",
    "\\",
    "$",
    "{",
    "}",
    "\"",
    "NAME",
    "=",
    "==",
    "begin acl\n",
    "begin routers\n",
    "x:\n",
    ".ifdef ",
    ".endif\n",
    ".include ",
    "hide ",
    "domainlist ",
    "\n",
    "\r\n",
    "#"
  };

  @TempDir Path directory;

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static String shown(String text) {
    return text.replace('\0', '?');
  }

  @RepeatedTest(20)
  void listsAnswer(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    ListCompiler lists = new ListHouse().compiler();
    lists.define(ListKind.DOMAIN, "dl", "a : b.c");
    ListMatcher matcher = new ListMatcher(lists);
    for (int i = 0; i < 500; i++) {
      String list = text(random, 12);
      String subject = text(random, 4);
      for (ListKind kind : ListKind.values()) {
        assertThatCode(
                () ->
                    matcher.match(kind, Text.of(subject), Text.of(list), new ListHouse.TestScope()))
            .as(shown(kind + " {" + subject + "} {" + list + "}"))
            .doesNotThrowAnyException();
      }
    }
  }

  @RepeatedTest(20)
  void configurationsAreRead(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    Path file = directory.resolve("hostile.conf");
    for (int i = 0; i < 100; i++) {
      String text = text(random, 60);
      Files.writeString(file, text, StandardCharsets.ISO_8859_1);
      assertThatCode(() -> ConfigurationReader.read(file, Map.of("NAME", "NAME x\\"), Map.of()))
          .as(shown(text))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aMegabyteOfOneCharacter() throws Exception {
    ListMatcher matcher = new ListMatcher(new ListHouse().compiler());
    for (char c : "!+@*^:;/<({".toCharArray()) {
      String text = String.valueOf(c).repeat(1 << 20);
      for (ListKind kind : ListKind.values()) {
        assertThat(matcher.match(kind, Text.of("a@b"), Text.of(text), new ListHouse.TestScope()))
            .isNotNull();
      }
    }
  }
}
