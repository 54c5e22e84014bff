// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;

/**
 * Numbers and times in the language's syntax, for options that are expanded before they are read.
 */
final class Quantity {
  private static final String UNITS = "wdhms";
  private static final int[] SECONDS = {604800, 86400, 3600, 60, 1};

  private Quantity() {}

  /** Digits with an optional K, M or G. */
  static long number(String text) {
    int shift = "KMG".indexOf(Character.toUpperCase(text.charAt(text.length() - 1))) * 10 + 10;
    String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
    return Math.multiplyExact(Long.parseLong(digits), 1L << shift);
  }

  /** How many seconds the letter of a unit stands for. */
  static int seconds(char unit) {
    return SECONDS[UNITS.indexOf(unit)];
  }

  /** Such as {@code 1h30m}; a number alone is seconds. */
  static Duration time(String text) {
    long total = 0;
    long number = -1;
    for (char c : text.toCharArray()) {
      int unit = UNITS.indexOf(c);
      if (c >= '0' && c <= '9') {
        number = Math.max(number, 0) * 10 + (c - '0');
      } else if (unit >= 0 && number >= 0) {
        total += number * SECONDS[unit];
        number = -1;
      } else {
        throw new NumberFormatException(text);
      }
    }
    if (text.isEmpty()) {
      throw new NumberFormatException("empty");
    }
    return Duration.ofSeconds(total + Math.max(number, 0));
  }
}
