// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * One backslash sequence other than references and quoting: either an octet or something that Java
 * writes as {@code java}.
 *
 * @param octet the literal octet, or -1
 * @param java the Java form when it is no octet
 * @param end where reading goes on
 */
record PcreEscape(int octet, String java, int end) {
  /** Reads the sequence whose backslash is at {@code at}. */
  static PcreEscape read(String in, int at, boolean inClass) throws BadPattern {
    if (at + 1 >= in.length()) {
      throw new BadPattern("\\ at end of pattern", in.length());
    }
    char c = in.charAt(at + 1);
    int end = at + 2;
    return switch (c) {
      case 'a' -> octet(7, end);
      case 'e' -> octet(27, end);
      case 'f' -> octet(12, end);
      case 'n' -> octet(10, end);
      case 'r' -> octet(13, end);
      case 't' -> octet(9, end);
      case 'c' -> control(in, end);
      case 'x' -> hex(in, end);
      case 'o' -> braced(in, end, 8);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(in, at + 1);
      case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V' -> java("\\" + c, end);
      case 'p', 'P' -> property(in, at, c);
      default -> other(c, end, inClass);
    };
  }

  private static PcreEscape other(char c, int end, boolean inClass) throws BadPattern {
    if (inClass && c == 'b') {
      return octet(8, end);
    }
    boolean letterOrDigit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letterOrDigit) {
      return octet(c, end);
    }
    if (inClass) {
      throw new BadPattern("escape sequence is invalid in character class", end);
    }
    return switch (c) {
      case 'A', 'b', 'B', 'G', 'z', 'Z', 'R' -> java("\\" + c, end);
      case 'N' -> java("[^\\n]", end);
      case 'C' -> java("[\\x00-\\uffff]", end);
      case 'K' -> throw new BadPattern("\\K is not supported", end);
      case 'L', 'l', 'U', 'u' ->
          throw new BadPattern("PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u", end);
      default -> throw new BadPattern("unrecognized character follows \\", end - 1);
    };
  }

  /** Up to three octal digits from {@code at}. */
  static PcreEscape octal(String in, int at) throws BadPattern {
    int i = at;
    int value = 0;
    while (i < in.length() && i < at + 3 && Character.digit(in.charAt(i), 8) >= 0) {
      value = value * 8 + Character.digit(in.charAt(i++), 8);
    }
    if (i == at) {
      throw new BadPattern("reference to non-existent subpattern", at + 1);
    }
    if (value > 255) {
      throw new BadPattern("octal value is greater than \\377 in 8-bit non-UTF-8 mode", i);
    }
    return octet(value, i);
  }

  private static PcreEscape hex(String in, int at) throws BadPattern {
    if (at < in.length() && in.charAt(at) == '{') {
      return braced(in, at, 16);
    }
    int i = at;
    int value = 0;
    while (i < in.length() && i < at + 2 && Character.digit(in.charAt(i), 16) >= 0) {
      value = value * 16 + Character.digit(in.charAt(i++), 16);
    }
    return octet(value, i);
  }

  private static PcreEscape braced(String in, int at, int radix) throws BadPattern {
    int close = in.indexOf('}', at);
    if (at >= in.length() || in.charAt(at) != '{' || close < 0) {
      throw new BadPattern("missing opening brace after \\o", at);
    }
    try {
      int value = Integer.parseInt(in.substring(at + 1, close).trim(), radix);
      if (value > 255) {
        throw new BadPattern("character code point value in \\x{} or \\o{} is too large", close);
      }
      return octet(value, close + 1);
    } catch (NumberFormatException e) {
      throw new BadPattern("digits missing in \\x{} or \\o{} or \\N{U+}", at + 1);
    }
  }

  private static PcreEscape control(String in, int at) throws BadPattern {
    if (at >= in.length()) {
      throw new BadPattern("\\c at end of pattern", at);
    }
    return octet(Character.toUpperCase(in.charAt(at)) ^ 64, at + 1);
  }

  private static PcreEscape property(String in, int at, char c) throws BadPattern {
    int start = at + 2;
    if (start >= in.length()) {
      throw new BadPattern("malformed \\P or \\p sequence", start);
    }
    int end = in.charAt(start) == '{' ? in.indexOf('}', start) + 1 : start + 1;
    if (end <= start) {
      throw new BadPattern("malformed \\P or \\p sequence", in.length());
    }
    return java("\\" + c + in.substring(start, end), end);
  }

  private static PcreEscape octet(int octet, int end) {
    return new PcreEscape(octet & 0xff, "", end);
  }

  private static PcreEscape java(String java, int end) {
    return new PcreEscape(-1, java, end);
  }
}
