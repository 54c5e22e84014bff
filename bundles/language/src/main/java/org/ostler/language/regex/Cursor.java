// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import org.ostler.language.text.Ascii;

/** A place in a pattern that is read, and the small things that are read in many places. */
final class Cursor {
  private static final int MOST_GROUPS = 65535;

  final String in;
  final Dialect dialect;
  int at;

  /** Where the last name that was read begins. */
  int nameStart;

  Cursor(String in, Dialect dialect) {
    this.in = in;
    this.dialect = dialect;
    this.at = dialect.end;
  }

  boolean ended() {
    return at >= in.length();
  }

  int left() {
    return in.length() - at;
  }

  /** The octet that comes next, or a value that is none at the end. */
  char peek() {
    return peek(0);
  }

  /** The octet some places on, or a value that is none behind the end. */
  char peek(int on) {
    return at + on < in.length() ? in.charAt(at + on) : '\uFFFF';
  }

  boolean at(String text) {
    return in.startsWith(text, at);
  }

  /** Reads a character. */
  int next() {
    if (!dialect.utf) {
      return in.charAt(at++);
    }
    int code = Utf8.code(in, at);
    at += Utf8.length(in.charAt(at));
    return code;
  }

  BadPattern bad(String complaint) {
    return new BadPattern(complaint, Math.min(at, in.length()));
  }

  /** That a reading failed one octet before here. */
  BadPattern badBefore(String complaint) {
    at--;
    return bad(complaint);
  }

  /**
   * Reads a number; one with a sign counts from {@code base} on, unless that is negative.
   *
   * @return less than zero when there is none, and nothing was read
   */
  int number(int base, int most, String tooBig) throws BadPattern {
    int start = at;
    int sign = 0;
    if (base >= 0 && (peek() == '+' || peek() == '-')) {
      sign = peek() == '+' ? 1 : -1;
      at++;
    }
    if (!Ascii.isDigit(peek())) {
      at = start;
      return -1;
    }
    int limit = sign > 0 ? most - base : most;
    long value = 0;
    boolean over = false;
    while (Ascii.isDigit(peek())) {
      value = Math.min(value * 10 + peek() - '0', Integer.MAX_VALUE);
      at++;
      over |= value > limit;
    }
    if (over) {
      throw bad(tooBig);
    }
    if (sign != 0 && value == 0) {
      throw bad(Complaint.ZERO);
    }
    if (sign < 0 && value > base) {
      throw bad(Complaint.REFERENCE);
    }
    return (int) (sign == 0 ? value : sign > 0 ? base + value : base + 1 - value);
  }

  /** Reads the number of a group. */
  int group(int base) throws BadPattern {
    return number(base, MOST_GROUPS, Complaint.GROUP_NUMBER);
  }

  /**
   * Reads the name of a group, which begins behind the next octet, and what ends it.
   *
   * @throws BadPattern at the place that is wrong
   */
  String name(char terminator) throws BadPattern {
    at++;
    if (ended()) {
      throw bad(Complaint.NAME);
    }
    nameStart = at;
    if (dialect.utf) {
      wideName();
    } else {
      if (Ascii.isDigit(peek())) {
        throw bad(Complaint.NAME_DIGIT);
      }
      word();
    }
    if (at - nameStart > 32) {
      throw bad(Complaint.NAME_LONG);
    }
    if (at == nameStart) {
      throw bad(Complaint.NAME);
    }
    if (peek() != terminator) {
      throw bad(Complaint.NAME_END);
    }
    return in.substring(nameStart, at++);
  }

  /** Skips letters, digits and underscores. */
  void word() {
    while (!ended() && Classes.word(peek())) {
      at++;
    }
  }

  private void wideName() throws BadPattern {
    if (Character.getType(Utf8.code(in, at)) == Character.DECIMAL_DIGIT_NUMBER) {
      throw bad(Complaint.NAME_DIGIT);
    }
    while (!ended()) {
      int code = Utf8.code(in, at);
      if (code != '_'
          && !Character.isLetter(code)
          && Character.getType(code) != Character.DECIMAL_DIGIT_NUMBER) {
        return;
      }
      at += Utf8.length(in.charAt(at));
    }
  }

  /**
   * Reads the counts of a quantifier behind its opening brace; when it is none, nothing is read.
   *
   * @return the least and the most, or an empty array
   */
  int[] counts() throws BadPattern {
    int start = at;
    if (!isCount()) {
      at = start;
      return new int[0];
    }
    at = start;
    int least = number(-1, 65535, Complaint.COUNT);
    int most = least;
    if (peek() == ',') {
      at++;
      most = number(-1, 65535, Complaint.COUNT);
      if (most < 0) {
        most = Node.UNLIMITED;
      } else if (most < least) {
        throw bad(Complaint.COUNTS);
      }
    }
    at++;
    return new int[] {least, most};
  }

  /** Whether a count stands here, with its closing brace. */
  private boolean isCount() {
    if (!Ascii.isDigit(peek())) {
      return false;
    }
    digits();
    if (peek() == ',') {
      at++;
      digits();
    }
    return peek() == '}';
  }

  private void digits() {
    while (Ascii.isDigit(peek())) {
      at++;
    }
  }

  /** The length of a newline that stands here; 0 when none does. */
  int newline() {
    return Newlines.at(dialect, in, at, in.length());
  }
}
