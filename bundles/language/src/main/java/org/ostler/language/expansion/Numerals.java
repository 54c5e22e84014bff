// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.ostler.language.octets.Arithmetic;
import org.ostler.language.text.Ascii;

/** Numbers as arguments of the language. */
final class Numerals {
  private Numerals() {}

  /** An integer with an optional suffix K, M or G, hexadecimal and octal prefixes; blank is 0. */
  static long integer(String whole, boolean unsigned) throws Stop {
    String text = whole.substring(Ascii.skipSpace(whole, 0));
    if (text.isEmpty()) {
      return number0(whole);
    }
    int i = 0;
    boolean negative = text.charAt(i) == '-';
    if (negative || text.charAt(i) == '+') {
      i++;
    }
    int digitsFrom = i;
    while (i < text.length() && Ascii.isDigit(text.charAt(i))) {
      i++;
    }
    if (i == digitsFrom) {
      throw Stop.failed("integer expected but \"" + text + "\" found");
    }
    if (negative && unsigned) {
      throw Stop.failed("non-negative integer expected but \"" + text + "\" found");
    }
    long value = scaled(text, digitsFrom, i, negative);
    boolean suffixed = i < text.length() && Arithmetic.power(text.charAt(i)) > 0;
    int end = Ascii.skipSpace(text, suffixed ? i + 1 : i);
    if (end < text.length()) {
      throw Stop.failed("invalid integer \"" + text + "\"");
    }
    return value;
  }

  private static long number0(String text) throws Stop {
    if (text.isEmpty()) {
      throw Stop.failed("integer expected but \"\" found");
    }
    return 0;
  }

  private static long scaled(String text, int from, int to, boolean negative) throws Stop {
    try {
      // There is one negative number more than there are positive ones.
      long less = 0;
      for (int i = from; i < to; i++) {
        less = Math.subtractExact(Math.multiplyExact(less, 10L), text.charAt(i) - '0');
      }
      long value = negative ? less : Math.negateExact(less);
      int power = to < text.length() ? Arithmetic.power(text.charAt(to)) : 0;
      return power == 0 ? value : Math.multiplyExact(value, 1L << 10 * power);
    } catch (ArithmeticException e) {
      throw Stop.failed("absolute value of integer \"" + text + "\" is too large (overflow)");
    }
  }
}
