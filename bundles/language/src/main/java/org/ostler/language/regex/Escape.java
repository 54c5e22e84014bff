// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import org.ostler.language.text.Ascii;

/**
 * What a backslash and what follows it mean.
 *
 * @param letter the letter of a class or place; {@link #DATA} for a character, {@link #REFERENCE}
 *     for a group
 * @param value the code of the character, or the number of the group
 */
record Escape(char letter, int value) {
  static final char DATA = 0;
  static final char REFERENCE = 1;

  private static final String PASSED_ON = "ABCDEGHKNPQRSVWXZbdhkpsvwz";
  private static final int LAST_CODE = 0x10FFFF;

  /** Reads an escape whose backslash was read; {@code groups} are those opened so far. */
  static Escape read(Cursor in, boolean inClass, int groups) throws BadPattern {
    if (in.ended()) {
      throw in.bad(Complaint.BACKSLASH_LAST);
    }
    int c = in.next();
    if (c > 'z' || !Ascii.isAlpha((char) c) && !Ascii.isDigit((char) c)) {
      return data(c);
    }
    if (c == 'N' && in.peek() == '{') {
      return bracedN(in);
    }
    if (PASSED_ON.indexOf(c) >= 0) {
      return new Escape((char) c, 0);
    }
    return switch (c) {
      case 'a' -> data(7);
      case 'e' -> data(27);
      case 'f' -> data('\f');
      case 'n' -> data('\n');
      case 'r' -> data('\r');
      case 't' -> data('\t');
      case '0' -> octal(in, 0);
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digits(in, c, inClass, groups);
      case 'c' -> control(in);
      case 'g' -> inClass ? data('g') : g(in, groups);
      case 'o' -> bracedOctal(in);
      case 'x' -> hex(in);
      case 'F', 'L', 'l', 'U', 'u' -> throw in.bad(Complaint.PERL_ESCAPE);
      default -> throw in.badBefore(Complaint.ESCAPE);
    };
  }

  private static Escape data(int code) {
    return new Escape(DATA, code);
  }

  private static Escape bracedN(Cursor in) throws BadPattern {
    int brace = in.at;
    in.at++;
    boolean counted;
    try {
      counted = in.counts().length > 0;
    } catch (BadPattern e) {
      throw new BadPattern(String.valueOf(e.getMessage()), brace);
    }
    if (counted) {
      in.at = brace;
      return new Escape('N', 0);
    }
    if (!in.at("U+")) {
      in.at = brace;
      throw in.bad(Complaint.PERL_ESCAPE);
    }
    if (!in.dialect.utf) {
      in.at = brace;
      throw in.bad(Complaint.UNICODE_NUMBER);
    }
    in.at++;
    return bracedHex(in);
  }

  /**
   * One digit is a reference; more are one only when there were that many groups, or when they can
   * be no octal number.
   */
  private static Escape digits(Cursor in, int first, boolean inClass, int groups)
      throws BadPattern {
    if (!inClass) {
      int start = in.at;
      in.at--;
      int number = in.number(-1, Integer.MAX_VALUE / 10 - 1, Complaint.GROUP_NUMBER);
      if (number < 10 || first >= '8' || number <= groups) {
        if (number > 65535) {
          throw in.bad(Complaint.GROUP_NUMBER);
        }
        return new Escape(REFERENCE, number);
      }
      in.at = start;
    }
    return first >= '8' ? data(first) : octal(in, first - '0');
  }

  /** Up to two more octal digits. */
  private static Escape octal(Cursor in, int first) throws BadPattern {
    int code = first;
    for (int i = 0; i < 2 && in.peek() >= '0' && in.peek() <= '7'; i++) {
      code = code * 8 + in.peek() - '0';
      in.at++;
    }
    if (code > 0xFF && !in.dialect.utf) {
      throw in.bad(Complaint.OCTAL);
    }
    return data(code);
  }

  private static Escape control(Cursor in) throws BadPattern {
    if (in.ended()) {
      throw in.bad(Complaint.CONTROL_LAST);
    }
    char c = in.peek();
    if (c < 32 || c > 126) {
      throw in.bad(Complaint.CONTROL);
    }
    in.at++;
    return data((c >= 'a' && c <= 'z' ? c - 0x20 : c) ^ 0x40);
  }

  private static Escape g(Cursor in, int groups) throws BadPattern {
    if (in.ended()) {
      throw in.bad(Complaint.G);
    }
    char open = in.peek();
    if (open == '<' || open == '\'') {
      return new Escape('g', 0);
    }
    int start = in.at;
    if (open == '{') {
      in.at++;
    }
    int number = openGroup(in, groups, open == '{' ? start : -1);
    if (number < 0) {
      in.at = start;
      if (open == '{') {
        return new Escape('k', 0);
      }
      throw in.bad(Complaint.G);
    }
    if (open == '{') {
      if (in.peek() != '}') {
        in.at = start;
        throw in.bad(Complaint.G);
      }
      in.at++;
    }
    if (number == 0) {
      throw in.bad(Complaint.REFERENCE);
    }
    return new Escape(REFERENCE, number);
  }

  /** A number in braces that is wrong is told at the brace. */
  private static int openGroup(Cursor in, int groups, int brace) throws BadPattern {
    try {
      return in.group(groups);
    } catch (BadPattern e) {
      throw brace < 0 ? e : new BadPattern(String.valueOf(e.getMessage()), brace);
    }
  }

  private static Escape bracedOctal(Cursor in) throws BadPattern {
    if (in.peek() != '{') {
      throw in.ended() ? in.badBefore(Complaint.OCTAL_BRACE) : in.bad(Complaint.OCTAL_BRACE);
    }
    in.at++;
    if (in.ended() || in.peek() == '}') {
      throw in.bad(Complaint.DIGITS);
    }
    return braced(in, 8, Complaint.OCTAL_DIGIT);
  }

  private static Escape hex(Cursor in) throws BadPattern {
    if (in.peek() == '{') {
      return bracedHex(in);
    }
    int code = 0;
    for (int i = 0; i < 2 && !in.ended() && Character.digit(in.peek(), 16) >= 0; i++) {
      code = code * 16 + Character.digit(in.peek(), 16);
      in.at++;
    }
    return data(code);
  }

  private static Escape bracedHex(Cursor in) throws BadPattern {
    in.at++;
    if (in.ended() || in.peek() == '}') {
      throw in.bad(Complaint.DIGITS);
    }
    return braced(in, 16, Complaint.HEX_DIGIT);
  }

  /** Digits up to a closing brace. */
  private static Escape braced(Cursor in, int base, String complaint) throws BadPattern {
    int most = in.dialect.utf ? LAST_CODE : 0xFF;
    int code = 0;
    while (!in.ended() && Character.digit(in.peek(), base) >= 0 && code <= most) {
      code = code * base + Character.digit(in.peek(), base);
      in.at++;
    }
    if (code > most) {
      while (!in.ended() && Character.digit(in.peek(), base) >= 0) {
        in.at++;
      }
      throw in.bad(Complaint.CODE);
    }
    if (in.peek() != '}') {
      throw in.bad(complaint);
    }
    in.at++;
    if (in.dialect.utf && code >= 0xD800 && code <= 0xDFFF) {
      throw in.badBefore(Complaint.SURROGATE);
    }
    return data(code);
  }
}
