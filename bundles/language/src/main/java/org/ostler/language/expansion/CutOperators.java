// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import java.util.Map;
import org.ostler.language.text.Ascii;

/** The operator forms of length, substr, hash and nhash, with their numbers in the suffix. */
final class CutOperators {
  private static final Map<String, String> LETTERS =
      Map.of("l", "length", "s", "substr", "h", "hash", "nh", "nhash");

  private CutOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    LETTERS.forEach(
        (letter, word) -> List.of(letter, word).forEach(name -> add(operators, name, word)));
  }

  private static void add(Map<String, Operators.Application> operators, String name, String word) {
    CutItems.Cut cut = CutItems.cut(word);
    operators.put(
        name,
        new Operators.Pure(
            (text, suffix) ->
                apply(name, cut, text, suffix, word.equals("length"), word.equals("substr"))));
  }

  private static String apply(
      String name,
      CutItems.Cut cut,
      String text,
      String suffix,
      boolean single,
      boolean mayBeNegative)
      throws Stop {
    if (suffix.isEmpty()) {
      throw Stop.failed("missing values after " + name);
    }
    int i = 1;
    boolean negative = mayBeNegative && suffix.startsWith("-", i);
    int start = negative ? ++i : i;
    i = digits(suffix, i);
    int first = CutItems.clamped(suffix.substring(start, i), 0);
    int second = -1;
    if (i < suffix.length() && suffix.charAt(i) == '_' && !single && i + 1 < suffix.length()) {
      int from = i + 1;
      i = digits(suffix, from);
      second = i > from ? CutItems.clamped(suffix.substring(from, i), 0) : -1;
      i = i > from ? i : suffix.length() + 1;
    }
    if (i != suffix.length() || (start == 1 && suffix.startsWith("__"))) {
      throw Stop.failed("non-digit after underscore in \"" + name + suffix + "\"");
    }
    return cut.of(text, negative ? -first : first, second);
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && Ascii.isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
