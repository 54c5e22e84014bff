// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import java.util.Map;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;

/** Comparisons of numbers and strings. */
final class CompareConditions {
  private CompareConditions() {}

  static void addTo(Map<String, ConditionGrammar> conditions) {
    numbers(conditions, "=", order -> order == 0);
    numbers(conditions, "==", order -> order == 0);
    numbers(conditions, ">", order -> order > 0);
    numbers(conditions, ">=", order -> order >= 0);
    numbers(conditions, "<", order -> order < 0);
    numbers(conditions, "<=", order -> order <= 0);
    conditions.put("eq", (parser, name) -> same(parser, name, false));
    conditions.put("eqi", (parser, name) -> same(parser, name, true));
    strings(conditions, "lt", order -> order < 0);
    strings(conditions, "le", order -> order <= 0);
    strings(conditions, "gt", order -> order > 0);
    strings(conditions, "ge", order -> order >= 0);
  }

  /** Judges the sign of a comparison. */
  @FunctionalInterface
  private interface Order {
    boolean fits(int order);
  }

  private static void numbers(Map<String, ConditionGrammar> conditions, String sign, Order wanted) {
    conditions.put(
        sign,
        (parser, name) -> {
          List<Part> pair = Conditions.pair(parser, name, true);
          return run -> {
            long one = number(pair.getFirst().text(run), run);
            long two = number(pair.getLast().text(run), run);
            return wanted.fits(Long.compare(one, two));
          };
        });
  }

  private static long number(Text text, Run run) throws Stop {
    if (text.isEmpty()) {
      run.say(() -> "empty string cast to zero for numerical comparison");
      return 0;
    }
    return Numerals.integer(text.value(), false);
  }

  private static Test same(Parser parser, String name, boolean caseless) {
    List<Part> pair = Conditions.pair(parser, name, true);
    return run -> {
      String one = pair.getFirst().text(run).value();
      String two = pair.getLast().text(run).value();
      return caseless ? Ascii.sameIgnoringCase(one, two) : one.equals(two);
    };
  }

  private static void strings(Map<String, ConditionGrammar> conditions, String word, Order wanted) {
    conditions.put(word, comparison(wanted, false));
    conditions.put(word + "i", comparison(wanted, true));
  }

  private static ConditionGrammar comparison(Order wanted, boolean caseless) {
    return (parser, name) -> {
      List<Part> pair = Conditions.pair(parser, name, true);
      return run -> {
        String one = pair.getFirst().text(run).value();
        String two = pair.getLast().text(run).value();
        return wanted.fits(
            caseless ? Ascii.lower(one).compareTo(Ascii.lower(two)) : one.compareTo(two));
      };
    };
  }
}
