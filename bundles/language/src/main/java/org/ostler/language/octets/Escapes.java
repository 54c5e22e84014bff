// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import org.ostler.language.text.Ascii;

/** Backslash sequences, read and written. */
public final class Escapes {
  private Escapes() {}

  /**
   * One octet read from a backslash sequence.
   *
   * @param value the octet
   * @param end where reading goes on
   */
  public record Octet(int value, int end) {}

  /** Reads the sequence whose backslash stands at {@code at} and is not the last octet. */
  public static Octet interpret(String text, int at) {
    char c = text.charAt(at + 1);
    return switch (c) {
      case 'b' -> new Octet('\b', at + 2);
      case 'f' -> new Octet('\f', at + 2);
      case 'n' -> new Octet('\n', at + 2);
      case 'r' -> new Octet('\r', at + 2);
      case 't' -> new Octet('\t', at + 2);
      case 'v' -> new Octet(11, at + 2);
      case 'x' -> digits(text, at + 2, 2, 16);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(text, at + 1, 3, 8);
      default -> new Octet(c, at + 2);
    };
  }

  private static Octet digits(String text, int at, int most, int radix) {
    int value = 0;
    int i = at;
    while (i < text.length() && i < at + most && Character.digit(text.charAt(i), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(i++), radix);
    }
    return new Octet(value & 0xff, i);
  }

  /**
   * The text in printable form: control octets and those above 126 as backslash sequences,
   * backslashes and tabs stay.
   */
  public static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= ' ' && c < 127) || c == '\t') {
        out.append(c);
      } else {
        out.append('\\').append(letter(c));
      }
    }
    return out.toString();
  }

  private static String letter(char c) {
    return switch (c) {
      case '\b' -> "b";
      case '\n' -> "n";
      case '\r' -> "r";
      case '\f' -> "f";
      case 11 -> "v";
      default -> octal(c);
    };
  }

  /** Three octal digits. */
  public static String octal(char c) {
    return "" + (char) ('0' + (c >> 6 & 7)) + (char) ('0' + (c >> 3 & 7)) + (char) ('0' + (c & 7));
  }

  /** Octets above 126 and backslashes as octal sequences; the rest stays. */
  public static String printableHigh(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 127 && c != '\\') {
        out.append(c);
      } else {
        out.append('\\').append(octal(c));
      }
    }
    return out.toString();
  }

  /** Octets that do not print as {@code \xHH}. */
  public static String hexQuoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 33 || c > 126) {
        out.append("\\x")
            .append(Character.forDigit(c >> 4 & 15, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Every octet that means something in a regular expression behind a backslash. */
  public static String regexQuoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isAlpha(c) && !Ascii.isDigit(c)) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}
