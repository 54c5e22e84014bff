// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

/** Octets looked at as UTF-8. */
public final class Utf8Text {
  private Utf8Text() {}

  /** Length of the well-formed sequence at {@code at}, or 0. */
  public static int sequence(String text, int at) {
    int first = text.charAt(at);
    if (first < 0x80) {
      return 1;
    }
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > text.length()) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((text.charAt(at + i) & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = text.charAt(at + 1);
    boolean wrong =
        (first == 0xe0 && second < 0xa0)
            || (first == 0xed && second > 0x9f)
            || (first == 0xf0 && second < 0x90)
            || (first == 0xf4 && second > 0x8f);
    return wrong ? 0 : length;
  }

  /** Code point of the well-formed sequence of {@code length} octets at {@code at}. */
  public static int codePoint(String text, int at, int length) {
    int first = text.charAt(at);
    int value = length == 1 ? first : first & (0x7f >> length);
    for (int i = 1; i < length; i++) {
      value = value << 6 | text.charAt(at + i) & 0x3f;
    }
    return value;
  }

  public static boolean isWellFormed(String text) {
    int i = 0;
    while (i < text.length()) {
      int length = sequence(text, i);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /**
   * Octets that are not part of well-formed sequences as question marks: one for a sequence that
   * breaks off.
   */
  public static String cleaned(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int length = sequence(text, i);
      if (length > 0) {
        out.append(text, i, i + length);
        i += length;
      } else {
        out.append('?');
        i += brokenLength(text, i);
      }
    }
    return out.toString();
  }

  /** How many octets of a sequence stand there before it breaks off. */
  private static int brokenLength(String text, int at) {
    int first = text.charAt(at);
    int wanted = first < 0xc0 || first >= 0xf8 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    int length = 1;
    while (length < wanted
        && at + length < text.length()
        && (text.charAt(at + length) & 0xc0) == 0x80) {
      length++;
    }
    return length;
  }

  /** Latin-1 for what is in it, underscores for the rest and for octets that are not UTF-8. */
  public static String toLatin1(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int length = sequence(text, i);
      int code = length == 0 ? 256 : codePoint(text, i, length);
      out.append(code < 256 ? (char) code : '_');
      i += Math.max(1, length);
    }
    return out.toString();
  }
}
