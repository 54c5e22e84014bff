// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/** The text of a script and a place in it. Lines end with LF or CRLF; in strings, with CRLF. */
final class SieveText {
  private static final String OUT_OF_RANGE = "Numerical result out of range";

  /** Digits that always fit into 64 bits without sign; one more may fit. */
  private static final int SAFE_DIGITS = 19;

  private final String text;
  private int at;
  private int line = 1;
  private boolean decoding;

  SieveText(String whole) {
    int end = whole.indexOf('\0');
    this.text = (end < 0 ? whole : whole.substring(0, end)).replace("\r\n", "\n");
  }

  /** From here on strings have encoded characters. */
  void decode() {
    decoding = true;
  }

  int length() {
    return text.length();
  }

  boolean atEnd() {
    return at >= text.length();
  }

  int line() {
    return line;
  }

  /** An error in the line in hand. */
  BadSieve bad(String message) {
    return new BadSieve(message, line);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char take() {
    char c = text.charAt(at++);
    line += c == '\n' ? 1 : 0;
    return c;
  }

  /** Passes over white space and comments. */
  void skip() throws BadSieve {
    while (!atEnd()) {
      char c = peek();
      if (c == ' ' || c == '\t' || c == '\n') {
        take();
      } else if (c == '#') {
        hashComment();
      } else if (text.startsWith("/*", at)) {
        bracketComment();
      } else {
        return;
      }
    }
  }

  private void hashComment() throws BadSieve {
    int end = text.indexOf('\n', at);
    if (end < 0) {
      throw bad("missing end of comment");
    }
    at = end;
    take();
  }

  private void bracketComment() throws BadSieve {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw bad("missing end of comment");
    }
    while (at < end + 2) {
      take();
    }
  }

  /** Takes one character if it is next. */
  boolean takes(char wanted) {
    boolean next = !atEnd() && peek() == wanted;
    at += next ? 1 : 0;
    return next;
  }

  /** Takes a word, in any letters, if it is next and no longer word begins with it. */
  boolean takes(String word) {
    int end = at + word.length();
    if (!text.regionMatches(true, at, word, 0, word.length())
        || (end < text.length() && isOfWord(text.charAt(end)))) {
      return false;
    }
    at = end;
    return true;
  }

  private static boolean isOfWord(char c) {
    return Ascii.isAlpha(c) || Ascii.isDigit(c) || c == '_';
  }

  /** Takes what ends a command, with white space before it. */
  void semicolon() throws BadSieve {
    skip();
    if (!takes(';')) {
      throw bad("missing semicolon");
    }
  }

  /** A string if one is next, else null. */
  @Nullable String string() throws BadSieve {
    String raw;
    if (takes('"')) {
      raw = quoted();
    } else if (text.regionMatches(true, at, "text:", 0, 5)) {
      at += 5;
      raw = lines();
    } else {
      return null;
    }
    try {
      return decoding ? EncodedCharacters.decode(raw) : raw;
    } catch (EncodedCharacters.OutOfRange e) {
      throw bad("unicode character out of range");
    }
  }

  /** A string with white space before it; {@code missing} is what is said when there is none. */
  String string(String missing) throws BadSieve {
    skip();
    String string = string();
    if (string == null) {
      throw bad(missing);
    }
    return string;
  }

  private String quoted() throws BadSieve {
    StringBuilder string = new StringBuilder();
    while (!atEnd()) {
      char c = take();
      if (c == '"') {
        return string.toString();
      }
      if (c == '\\' && !atEnd()) {
        c = take();
      }
      if (c == '\n') {
        string.append('\r');
      }
      string.append(c);
    }
    throw bad("missing end of string");
  }

  /** RFC 5228 §2.4.2: up to a line that is a dot; other dots that begin lines are doubled. */
  private String lines() throws BadSieve {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
    if (peek() == '#') {
      hashComment();
    } else if (peek() == '\n') {
      take();
    } else {
      throw bad("syntax error");
    }
    StringBuilder string = new StringBuilder();
    while (!atEnd()) {
      int end = text.indexOf('\n', at);
      String one = text.substring(at, end < 0 ? text.length() : end);
      line += end < 0 ? 0 : 1;
      at = end < 0 ? text.length() : end + 1;
      if (end >= 0 && one.equals(".")) {
        return string.toString();
      }
      string.append(one, one.startsWith("..") ? 1 : 0, one.length()).append("\r\n");
    }
    throw bad("missing end of multi line string");
  }

  /**
   * A list of strings, or a single one, with white space before it; {@code missing} is what is said
   * when there is neither.
   */
  List<String> strings(String missing) throws BadSieve {
    skip();
    if (!takes('[')) {
      return List.of(string(missing));
    }
    try {
      List<String> strings = new ArrayList<>();
      do {
        skip();
        String one = string();
        if (one == null && !strings.isEmpty()) {
          throw bad("missing string");
        }
        if (one != null) {
          strings.add(one);
          skip();
        }
      } while (!strings.isEmpty() && takes(','));
      if (!takes(']')) {
        throw bad("missing closing bracket");
      }
      return List.copyOf(strings);
    } catch (BadSieve bad) {
      // Exim has one message for all that may be wrong between the brackets
      throw new BadSieve("missing string list", bad.line());
    }
  }

  /** A number with white space before it (RFC 5228 §2.4.1); 2^63 and more are taken for 2^63-1. */
  long number() throws BadSieve {
    skip();
    int start = at;
    while (Ascii.isDigit(peek())) {
      at++;
    }
    if (at == start) {
      throw bad("missing number");
    }
    String digits = text.substring(start, at).replaceFirst("^0+(?=.)", "");
    if (digits.length() > SAFE_DIGITS + 1) {
      throw bad(OUT_OF_RANGE);
    }
    int shift =
        switch (peek()) {
          case 'K', 'k' -> 10;
          case 'M', 'm' -> 20;
          case 'G', 'g' -> 30;
          default -> 0;
        };
    long value;
    try {
      value = Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw bad(OUT_OF_RANGE);
    }
    at += shift > 0 ? 1 : 0;
    if (Long.compareUnsigned(value, -1L >>> shift) > 0) {
      throw bad(OUT_OF_RANGE);
    }
    long number = value << shift;
    return number < 0 ? Long.MAX_VALUE : number;
  }
}
