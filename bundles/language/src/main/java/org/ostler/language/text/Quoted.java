// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.text;

/**
 * A word or a quoted string taken off the front of a text, escapes of quoted strings replaced.
 *
 * @param value the word
 * @param end the index after it and its closing quote
 * @param closed false when a quoted string lacks its closing quote
 */
public record Quoted(String value, int end, boolean closed) {
  /** Reads a quoted string, or up to the next white space where none begins at {@code from}. */
  public static Quoted read(String text, int from) {
    int i = Ascii.skipSpace(text, from);
    if (i >= text.length() || text.charAt(i) != '"') {
      int start = i;
      while (i < text.length() && !Ascii.isSpace(text.charAt(i))) {
        i++;
      }
      return new Quoted(text.substring(start, i), i, true);
    }
    StringBuilder value = new StringBuilder();
    for (i++; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return new Quoted(value.toString(), i + 1, true);
      }
      if (c == '\\') {
        i = escape(text, i, value);
      } else {
        value.append(c);
      }
    }
    return new Quoted(value.toString(), i, false);
  }

  /** Appends what the backslash at {@code at} stands for; the index of the last character used. */
  private static int escape(String text, int at, StringBuilder value) {
    int i = at + 1;
    if (i >= text.length()) {
      value.append('\\');
      return at;
    }
    char c = text.charAt(i);
    switch (c) {
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return digits(text, i, 3, 8, value);
      }
      case 'x' -> {
        return digits(text, i + 1, 2, 16, value);
      }
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append('\013');
      default -> value.append(c);
    }
    return i;
  }

  private static int digits(String text, int from, int most, int base, StringBuilder value) {
    int octet = 0;
    int i = from;
    while (i < text.length() && i < from + most && Character.digit(text.charAt(i), base) >= 0) {
      octet = octet * base + Character.digit(text.charAt(i), base);
      i++;
    }
    value.append((char) (octet & 0xff));
    return i - 1;
  }
}
