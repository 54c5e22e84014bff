// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** Characters in octets that hold UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** The number of octets of the character that an octet begins. */
  static int length(char first) {
    return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  /** The character that begins at a place of sound text. */
  static int code(String text, int at) {
    char first = text.charAt(at);
    return switch (length(first)) {
      case 1 -> first;
      case 2 -> (first & 0x1F) << 6 | tail(text, at + 1);
      case 3 -> (first & 0x0F) << 12 | tail(text, at + 1) << 6 | tail(text, at + 2);
      default ->
          (first & 0x07) << 18
              | tail(text, at + 1) << 12
              | tail(text, at + 2) << 6
              | tail(text, at + 3);
    };
  }

  private static int tail(String text, int at) {
    return text.charAt(at) & 0x3F;
  }

  /** Whether an octet goes on with a character. */
  static boolean goesOn(char octet) {
    return (octet & 0xC0) == 0x80;
  }

  /** Where the character before a place begins. */
  static int before(String text, int at) {
    int i = at - 1;
    while (i > 0 && goesOn(text.charAt(i))) {
      i--;
    }
    return i;
  }

  /** A character as octets. */
  static String octets(int code) {
    if (code < 0x80) {
      return String.valueOf((char) code);
    }
    StringBuilder out = new StringBuilder();
    int length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    out.append((char) ((0xF00 >> length & 0xFF) | code >> 6 * (length - 1)));
    for (int i = length - 2; i >= 0; i--) {
      out.append((char) (0x80 | code >> 6 * i & 0x3F));
    }
    return out.toString();
  }

  /** The first place that is not sound, or -1. */
  static int fault(String text) {
    int at = 0;
    while (at < text.length()) {
      char first = text.charAt(at);
      if (first < 0x80) {
        at++;
        continue;
      }
      int length = length(first);
      if (length == 1 || first > 0xF4 || at + length > text.length() || !soundTail(text, at)) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  private static boolean soundTail(String text, int at) {
    int length = length(text.charAt(at));
    for (int i = 1; i < length; i++) {
      if (!goesOn(text.charAt(at + i))) {
        return false;
      }
    }
    int code = code(text, at);
    return octets(code).length() == length && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  }
}
