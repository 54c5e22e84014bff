// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Lines of {@code words.txt}: a program and its words, an arrow, what becomes of them. */
class WordsTest {
  @TestFactory
  List<DynamicTest> words() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = WordsTest.class.getResourceAsStream("words.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : all.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
        String[] sides = line.split(" => ", 2);
        tests.add(
            DynamicTest.dynamicTest(
                sides[0], () -> assertThat(read(sides[0])).isEqualTo(sides[1].strip())));
      }
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests;
  }

  private static String read(String line) {
    List<String> words = List.of(line.strip().split(" +"));
    try {
      Words read = Words.of(words.getFirst(), words.subList(1, words.size()));
      StringBuilder text = new StringBuilder(String.join(" ", read.call()));
      if (read.config() != null) {
        text.append(" config=").append(read.config());
      }
      if (read.data() != null) {
        text.append(" data=").append(read.data());
      }
      if (!read.macros().isEmpty()) {
        text.append(" macros=").append(read.macros());
      }
      return text.isEmpty() ? "nothing" : text.toString().strip();
    } catch (WrongWords wrong) {
      return "! " + wrong.getMessage();
    }
  }
}
