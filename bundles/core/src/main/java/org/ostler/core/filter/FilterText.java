// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import org.ostler.language.octets.Escapes;
import org.ostler.language.text.Ascii;

/**
 * A filter's text and a place in it. Words and strings are taken off, and with each the white space
 * and comments behind it: the line that an error names is that of what comes next, as in Exim.
 */
final class FilterText {
  private static final int LONGEST = 1024;

  private final String text;
  private int at;
  private int line = 1;

  FilterText(String whole) {
    int end = whole.indexOf('\0');
    this.text = end < 0 ? whole : whole.substring(0, end);
    skip();
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The next octet, NUL at the end. */
  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  int line() {
    return line;
  }

  /** A place to come back to. */
  record Place(int at, int line) {}

  Place place() {
    return new Place(at, line);
  }

  void back(Place place) {
    at = place.at();
    line = place.line();
  }

  /** Takes one octet. */
  void advance() {
    at++;
    skip();
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (!Ascii.isSpace(c)) {
        return;
      } else {
        line += c == '\n' ? 1 : 0;
        at++;
      }
    }
  }

  /** A word, which parentheses end too where {@code bracketed}. */
  String word(boolean bracketed) throws BadFilter {
    int start = at;
    while (at < text.length() && !ends(text.charAt(at), bracketed)) {
      at++;
    }
    if (at - start >= LONGEST) {
      throw tooLong("word");
    }
    String word = text.substring(start, at);
    skip();
    return word;
  }

  private static boolean ends(char c, boolean bracketed) {
    return Ascii.isSpace(c) || (bracketed && (c == '(' || c == ')'));
  }

  /** A word, or a string in double quotes. */
  String item(boolean bracketed) throws BadFilter {
    if (peek() != '"') {
      return word(bracketed);
    }
    at++;
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      if (atEnd() || peek() == '\n') {
        throw new BadFilter("quote missing at end of string in line " + line);
      }
      if (peek() == '\\' && at + 1 < text.length()) {
        escape(string);
      } else {
        string.append(text.charAt(at++));
      }
      if (string.length() >= LONGEST) {
        throw tooLong("string");
      }
    }
    at++;
    skip();
    int end = string.indexOf("\0");
    return end < 0 ? string.toString() : string.substring(0, end);
  }

  private void escape(StringBuilder string) {
    int next = at + 1;
    while (next < text.length() && text.charAt(next) != '\n' && Ascii.isSpace(text.charAt(next))) {
      next++;
    }
    if (next < text.length() && text.charAt(next) == '\n') {
      line++;
      at = next + 1;
      while (peek() != '\n' && Ascii.isSpace(peek())) {
        at++;
      }
      return;
    }
    Escapes.Octet octet = Escapes.interpret(text, at);
    string.append((char) octet.value());
    at = octet.end();
  }

  private BadFilter tooLong(String what) {
    return new BadFilter(
        what + " is too long in line " + line + " of filter file (max = " + LONGEST + " chars)");
  }

  /** An error with the line in hand. */
  BadFilter near(String message) {
    return new BadFilter(message + " near line " + line + " of filter file");
  }

  /** An error in the line in hand. */
  BadFilter in(String message) {
    return new BadFilter(message + " in line " + line + " of filter file");
  }
}
