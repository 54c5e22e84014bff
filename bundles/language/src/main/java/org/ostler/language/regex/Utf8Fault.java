// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** Why octets are not UTF-8, in the words that administrators know. */
final class Utf8Fault {
  private Utf8Fault() {}

  /** What is wrong with the octets at a place where {@link Utf8#fault} found a fault. */
  static String of(String text, int at) {
    char first = text.charAt(at);
    if (first < 0xC0) {
      return "isolated byte with 0x80 bit set";
    }
    if (first >= 0xFE) {
      return "illegal byte (0xfe or 0xff)";
    }
    int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF8 ? 3 : first < 0xFC ? 4 : 5;
    int missing = more - (text.length() - at - 1);
    if (missing > 0) {
      return missing == 1 ? "1 byte missing at end" : missing + " bytes missing at end";
    }
    for (int i = 1; i <= more; i++) {
      if (!Utf8.goesOn(text.charAt(at + i))) {
        return "byte " + (i + 1) + " top bits not 0x80";
      }
    }
    return ofWhole(first, text.charAt(at + 1), more);
  }

  /** All octets are there and in form. */
  private static String ofWhole(char first, char second, int more) {
    int unused = new int[] {0, 0, 0x20, 0x30, 0x38, 0x3C}[more];
    boolean overlong =
        more == 1 ? (first & 0x3E) == 0 : (first & 0x3F >> more) == 0 && (second & unused) == 0;
    if (overlong) {
      return "overlong " + (more + 1) + "-byte sequence";
    }
    if (more > 3) {
      return more + 1 + "-byte character is not allowed (RFC 3629)";
    }
    return more == 2
        ? "code points 0xd800-0xdfff are not defined"
        : "code points greater than 0x10ffff are not defined";
  }
}
