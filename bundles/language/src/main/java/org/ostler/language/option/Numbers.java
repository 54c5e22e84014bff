// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.option;

import java.time.Duration;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.Ascii;

/** Numbers and times as options write them, with Exim's messages. */
public final class Numbers {
  private static final String SUFFIXES = "kmgt";

  private Numbers() {}

  /**
   * Reads an integer with its suffix K, M, G or T.
   *
   * @param base 8, or 0 for decimal, 0x and 0 prefixes
   * @param limit the largest absolute value
   */
  static long integer(String name, String text, int base, long limit) throws InvalidArgument {
    String type = base == 8 ? "octal " : "";
    int i = Ascii.skipSpace(text, 0);
    boolean negative = i < text.length() && text.charAt(i) == '-';
    if (i < text.length() && (negative || text.charAt(i) == '+')) {
      i++;
    }
    int radix = base != 0 ? base : radix(text, i);
    int start = radix == 16 ? i + 2 : i;
    int end = start;
    while (end < text.length() && Character.digit(text.charAt(end), radix) >= 0) {
      end++;
    }
    if (end == start) {
      throw new InvalidArgument(type + "integer expected for " + name);
    }
    long value = scaled(text, start, end, radix, limit);
    if (end < text.length() && scale(text.charAt(end)) >= 0) {
      end++;
    }
    end = Ascii.skipSpace(text, end);
    if (end < text.length()) {
      throw new InvalidArgument(
          "extra characters follow " + type + "integer value for " + name + hint(text, end));
    }
    return negative ? -value : value;
  }

  private static int radix(String text, int at) {
    if (at >= text.length() || text.charAt(at) != '0') {
      return 10;
    }
    boolean hex =
        at + 2 < text.length()
            && (text.charAt(at + 1) == 'x' || text.charAt(at + 1) == 'X')
            && Character.digit(text.charAt(at + 2), 16) >= 0;
    return hex ? 16 : 8;
  }

  private static int scale(char c) {
    return SUFFIXES.indexOf(Ascii.lower(String.valueOf(c)));
  }

  private static long scaled(String text, int start, int end, int radix, long limit)
      throws InvalidArgument {
    try {
      long value = Long.parseLong(text.substring(start, end), radix);
      if (end < text.length() && scale(text.charAt(end)) >= 0) {
        value = Math.multiplyExact(value, 1L << (10 * (scale(text.charAt(end)) + 1)));
      }
      if (value <= limit) {
        return value;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Too large even for 64 bits: the same message.
    }
    throw new InvalidArgument("absolute value of integer \"" + text + "\" is too large (overflow)");
  }

  static String hint(String text, int at) {
    return text.startsWith("#", at) ? " (# is comment only at line start)" : "";
  }

  /** A number with up to three decimals, in thousandths. */
  static int fixed(String name, String text) throws InvalidArgument {
    int end = 0;
    while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
      end++;
    }
    if (end == 0) {
      throw new InvalidArgument("fixed-point number expected for " + name);
    }
    if (end > 6) {
      throw new InvalidArgument("integer \"" + text + "\" is too large (overflow)");
    }
    int value = Integer.parseInt(text.substring(0, end)) * 1000;
    if (end < text.length() && text.charAt(end) == '.') {
      int weight = 100;
      for (end++; end < text.length() && Ascii.isDigit(text.charAt(end)); end++) {
        value += (text.charAt(end) - '0') * weight;
        weight /= 10;
      }
    }
    end = Ascii.skipSpace(text, end);
    if (end < text.length()) {
      throw new InvalidArgument(
          "extra characters follow fixed-point value for " + name + hint(text, end));
    }
    return value;
  }

  /** A time such as {@code 1h30m}: numbers, each with one of the letters w d h m s. */
  static Duration time(String name, String text) throws InvalidArgument {
    long seconds = text.isEmpty() ? -1 : 0;
    int i = 0;
    while (seconds >= 0 && i < text.length()) {
      int end = i;
      while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
        end++;
      }
      long unit = end < text.length() ? unit(text.charAt(end)) : 0;
      if (end == i || end - i > 9 || unit == 0) {
        seconds = -1;
      } else {
        seconds += Long.parseLong(text.substring(i, end)) * unit;
      }
      i = end + 1;
    }
    if (seconds < 0) {
      throw new InvalidArgument("invalid time value for " + name + ": write it as in 1w2d3h4m5s");
    }
    return Duration.ofSeconds(seconds);
  }

  private static long unit(char c) {
    return switch (c) {
      case 'w' -> 604800;
      case 'd' -> 86400;
      case 'h' -> 3600;
      case 'm' -> 60;
      case 's' -> 1;
      default -> 0;
    };
  }
}
