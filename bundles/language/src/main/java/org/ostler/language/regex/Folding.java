// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import org.ostler.language.text.Ascii;

/** Which characters differ in case alone. */
enum Folding {
  /** None do. */
  NONE,
  /** The letters of ASCII, which is all that octets have. */
  ASCII,
  /** Those that Unicode pairs. */
  UNICODE;

  /** Whether a character, or one that differs in case alone, is in a range. */
  boolean anyCase(int code, int low, int high) {
    if (code >= low && code <= high || this == NONE) {
      return code >= low && code <= high;
    }
    if (this == ASCII) {
      int other = code ^ 0x20;
      return code < 128 && Ascii.isAlpha((char) code) && other >= low && other <= high;
    }
    int lower = fold(code);
    for (int c : others(lower)) {
      if (c >= low && c <= high) {
        return true;
      }
    }
    return false;
  }

  /** The character that stands for all that differ from this one in case alone. */
  int fold(int code) {
    return switch (this) {
      case NONE -> code;
      case ASCII -> code >= 'A' && code <= 'Z' ? code + 0x20 : code;
      case UNICODE -> Character.toLowerCase(Character.toUpperCase(code));
    };
  }

  /** Whether a character has another case. */
  boolean folds(int code) {
    return switch (this) {
      case NONE -> false;
      case ASCII -> code < 128 && Ascii.isAlpha((char) code);
      case UNICODE -> others(fold(code)).length > 1;
    };
  }

  /** The folded character, its capital, its title, and the few that have their own codes. */
  private static int[] others(int folded) {
    int upper = Character.toUpperCase(folded);
    int title = Character.toTitleCase(folded);
    int more =
        switch (folded) {
          case 'k' -> 0x212A;
          case 's' -> 0x17F;
          case 0xE5 -> 0x212B;
          case 0x3C9 -> 0x2126;
          case 0x3B8 -> 0x3F4;
          case 0x3C3 -> 0x3C2;
          case 0x3BC -> 0xB5;
          case 0xDF -> 0x1E9E;
          default -> folded;
        };
    return upper == folded && title == folded && more == folded
        ? new int[] {folded}
        : new int[] {folded, upper, title, more};
  }
}
