// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import org.jspecify.annotations.Nullable;

/** Exim's number notations in base 62 (of message ids) and base 32. */
public final class Base62 {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS_32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int WIDTH = 6;

  private Base62() {}

  /** Six digits; what does not fit is dropped from the left, as in a message id. */
  public static String encode(long value) {
    char[] digits = new char[WIDTH];
    long rest = value;
    for (int i = WIDTH - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) Long.remainderUnsigned(rest, 62));
      rest = Long.divideUnsigned(rest, 62);
    }
    return new String(digits);
  }

  /** The value, or null when a digit is none. */
  public static @Nullable Long decode(String text) {
    return decode(text, DIGITS);
  }

  /** As many digits as needed; none for zero. */
  public static String encode32(long value) {
    StringBuilder digits = new StringBuilder();
    for (long rest = value; rest != 0; rest >>>= 5) {
      digits.append(DIGITS_32.charAt((int) (rest & 31)));
    }
    return digits.reverse().toString();
  }

  /** The value, or null when a digit is none. */
  public static @Nullable Long decode32(String text) {
    return decode(text, DIGITS_32);
  }

  private static @Nullable Long decode(String text, String digits) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = digits.indexOf(text.charAt(i));
      if (digit < 0) {
        return null;
      }
      value = value * digits.length() + digit;
    }
    return value;
  }
}
