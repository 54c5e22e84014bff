// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/** Characters that a string has by their numbers (RFC 5228 §2.4.2.4). */
final class EncodedCharacters {
  private static final String HEX = "${hex:";
  private static final String UNICODE = "${unicode:";
  private static final String BLANKS = " \t\r\n";

  /** The last character of Unicode has so many hexadecimal digits. */
  private static final int MOST_DIGITS = 6;

  private EncodedCharacters() {}

  /** Nobody has such a character. */
  static final class OutOfRange extends Exception {
    private static final long serialVersionUID = 1L;

    OutOfRange() {
      super(null, null, false, false);
    }
  }

  /** The string with the octets that are meant; what is not well formed stands for itself. */
  static String decode(String text) throws OutOfRange {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    int at = text.indexOf("${");
    while (at >= 0) {
      int end = text.indexOf('}', at);
      if (end < 0) {
        break;
      }
      String octets = octets(text, at, end);
      if (octets != null) {
        out.append(text, copied, at).append(octets);
        copied = end + 1;
      }
      at = text.indexOf("${", octets == null ? at + 1 : copied);
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** What stands from a dollar sign to a brace; null when it is none of the two. */
  private static @Nullable String octets(String text, int at, int end) throws OutOfRange {
    if (Ascii.startsIgnoringCase(text.substring(at, end), HEX)) {
      return octets(text.substring(at + HEX.length(), end));
    }
    return Ascii.startsIgnoringCase(text.substring(at, end), UNICODE)
        ? characters(text.substring(at + UNICODE.length(), end))
        : null;
  }

  private static @Nullable String octets(String numbers) {
    StringBuilder octets = new StringBuilder();
    StringTokenizer each = new StringTokenizer(numbers, BLANKS);
    while (each.hasMoreTokens()) {
      String number = each.nextToken();
      if (!number.matches("[0-9a-fA-F]{1,2}")) {
        return null;
      }
      octets.append((char) Integer.parseInt(number, 16));
    }
    return octets.isEmpty() ? null : octets.toString();
  }

  private static @Nullable String characters(String numbers) throws OutOfRange {
    StringBuilder octets = new StringBuilder();
    StringTokenizer each = new StringTokenizer(numbers, BLANKS);
    while (each.hasMoreTokens()) {
      String number = each.nextToken();
      for (int i = 0; i < number.length(); i++) {
        if (Character.digit(number.charAt(i), 16) < 0) {
          return null;
        }
      }
      octets.append(utf8(number));
    }
    return octets.isEmpty() ? null : octets.toString();
  }

  private static String utf8(String hexadecimal) throws OutOfRange {
    int start = 0;
    while (start < hexadecimal.length() - 1 && hexadecimal.charAt(start) == '0') {
      start++;
    }
    String digits = hexadecimal.substring(start);
    int character = digits.length() > MOST_DIGITS ? -1 : Integer.parseInt(digits, 16);
    if (!Character.isValidCodePoint(character)
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)) {
      throw new OutOfRange();
    }
    byte[] octets = Character.toString(character).getBytes(StandardCharsets.UTF_8);
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
