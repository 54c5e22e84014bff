// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.octets.Arithmetic;
import org.ostler.language.octets.Base62;
import org.ostler.language.octets.Interval;
import org.ostler.language.text.Ascii;

/** Operators on numbers. */
final class NumberOperators {
  private NumberOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    operators.put("eval", Operators.simple(text -> evaluate(text, false)));
    operators.put("eval10", Operators.simple(text -> evaluate(text, true)));
    operators.put("base62", Operators.simple(text -> Base62.encode(decimal("base62", text))));
    operators.put(
        "base62d",
        Operators.simple(text -> digits("base62d", "base 62", Base62.decode(text), text)));
    operators.put("base32", Operators.simple(text -> Base62.encode32(decimal("base32", text))));
    operators.put(
        "base32d",
        Operators.simple(text -> digits("base32d", "base 32", Base62.decode32(text), text)));
    operators.put("time_eval", Operators.simple(NumberOperators::seconds));
    operators.put("time_interval", Operators.simple(NumberOperators::interval));
    operators.put("randint", (operand, suffix, run) -> random(operand, run));
  }

  private static String evaluate(String text, boolean decimal) throws Stop {
    try {
      return Long.toString(Arithmetic.evaluate(text, decimal));
    } catch (Arithmetic.Malformed e) {
      throw Stop.failed(String.valueOf(e.getMessage()));
    }
  }

  /** A decimal number as C reads it: too large ones become the largest, a sign is allowed. */
  private static long decimal(String operator, String text) throws Stop {
    String digits = Ascii.strip(text);
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    if (!digits.chars().allMatch(Ascii::isDigit)) {
      throw Stop.failed(
          "argument for "
              + operator
              + " operator is \""
              + text
              + "\", which is not a decimal number");
    }
    if (digits.isEmpty()) {
      return 0;
    }
    try {
      long value = Long.parseUnsignedLong(digits);
      return negative ? -value : value;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String digits(String operator, String base, @Nullable Long value, String text)
      throws Stop {
    if (value == null) {
      throw Stop.failed(
          "argument for "
              + operator
              + " operator is \""
              + text
              + "\", which is not a "
              + base
              + " number");
    }
    return Long.toString(value);
  }

  private static String seconds(String text) throws Stop {
    int seconds = Interval.seconds(text);
    if (seconds < 0) {
      throw Stop.failed(
          "string \"" + text + "\" is not an Exim time interval in \"time_eval\" operator");
    }
    return Integer.toString(seconds);
  }

  private static String interval(String text) throws Stop {
    if (!text.chars().allMatch(Ascii::isDigit)) {
      throw Stop.failed(
          "string \"" + text + "\" is not a positive number in \"time_interval\" operator");
    }
    // More than 18 digits are more seconds than a long holds, and than any clock.
    return Interval.format(
        text.isEmpty() ? 0 : Long.parseLong(text.substring(0, Math.min(18, text.length()))));
  }

  private static Text random(Text operand, Run run) throws Stop {
    long limit = Numerals.integer(operand.value(), true);
    return Text.of(limit <= 1 ? "0" : Long.toString(run.environment().random().nextLong(limit)));
  }
}
