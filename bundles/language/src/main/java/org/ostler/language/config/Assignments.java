// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.util.Optional;
import java.util.function.Consumer;
import org.ostler.language.text.Ascii;

/** Reads option lines, which look the same in the main part and in drivers. */
final class Assignments {
  private Assignments() {}

  /** Takes {@code hide} off a line; the line itself when it does not stand there. */
  static String withoutHide(String line) {
    FirstWord word = FirstWord.of(line);
    return word.name().equals("hide") ? word.rest() : line;
  }

  /** Reads one option line; empty after a problem. */
  static Optional<Assignment> read(Line line, Consumer<String> problem) {
    String text = withoutHide(line.text());
    boolean hidden = !text.equals(line.text());
    FirstWord word = FirstWord.of(text);
    if (word.name().isEmpty()) {
      problem.accept(
          hidden ? "main option \"hide\" unknown" : "option setting expected: " + line.text());
      return Optional.empty();
    }
    if (word.rest().isEmpty()) {
      return Optional.of(new Assignment(word.name(), null, hidden, line.position()));
    }
    if (!word.rest().startsWith("=")) {
      problem.accept(junk(word));
      return Optional.empty();
    }
    String value = Ascii.strip(word.rest().substring(1));
    return Optional.of(new Assignment(word.name(), value, hidden, line.position()));
  }

  private static String junk(FirstWord word) {
    boolean negated = word.name().startsWith("no_") || word.name().startsWith("not_");
    if (word.rest().startsWith("#")) {
      return "extra characters follow option " + word.name() + " (# is comment only at line start)";
    }
    return negated
        ? "extra characters follow boolean option " + word.name()
        : "missing \"=\" after " + word.name();
  }
}
