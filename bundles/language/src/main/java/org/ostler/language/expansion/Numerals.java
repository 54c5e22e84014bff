// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.ostler.language.octets.Arithmetic;
import org.ostler.language.text.Ascii;

/** Numbers as arguments of the language. */
final class Numerals {
  private Numerals() {}

  /** An integer with an optional suffix K, M or G, hexadecimal and octal prefixes; blank is 0. */
  static long integer(String text, boolean unsigned) throws Stop {
    int start = Ascii.skipSpace(text, 0);
    if (start == text.length()) {
      return number0(text, unsigned);
    }
    int i = start;
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
    long value = scaled(text, digitsFrom, i);
    boolean suffixed = i < text.length() && Arithmetic.power(text.charAt(i)) > 0;
    int end = Ascii.skipSpace(text, suffixed ? i + 1 : i);
    if (end < text.length()) {
      throw Stop.failed("invalid integer \"" + text + "\"");
    }
    return negative ? -value : value;
  }

  private static long number0(String text, boolean unsigned) throws Stop {
    if (text.isEmpty()) {
      throw Stop.failed("integer expected but \"\" found");
    }
    return 0;
  }

  private static long scaled(String text, int from, int to) throws Stop {
    try {
      long value = 0;
      for (int i = from; i < to; i++) {
        value = Math.addExact(Math.multiplyExact(value, 10L), text.charAt(i) - '0');
      }
      int power = to < text.length() ? Arithmetic.power(text.charAt(to)) : 0;
      return power == 0 ? value : Math.multiplyExact(value, 1L << 10 * power);
    } catch (ArithmeticException e) {
      throw Stop.failed("absolute value of integer \"" + text + "\" is too large (overflow)");
    }
  }
}
