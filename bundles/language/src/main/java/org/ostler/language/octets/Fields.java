// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/**
 * Fields of a text: numbered between separators, or named as in {@code key=value key2="two words"}.
 */
public final class Fields {
  private Fields() {}

  /**
   * A numbered field; 0 is the whole, negative numbers count from the end. Null when there is none.
   */
  public static @Nullable String numbered(int number, String separators, String text) {
    if (number == 0) {
      return text;
    }
    int wanted = number > 0 ? number : count(separators, text) + number + 1;
    if (wanted <= 0) {
      return null;
    }
    int start = 0;
    for (int field = 1; ; field++) {
      int end = start;
      while (end < text.length() && separators.indexOf(text.charAt(end)) < 0) {
        end++;
      }
      if (field == wanted) {
        return text.substring(start, end);
      }
      if (end >= text.length()) {
        return null;
      }
      start = end + 1;
    }
  }

  private static int count(String separators, String text) {
    return 1 + (int) text.chars().filter(c -> separators.indexOf(c) >= 0).count();
  }

  /** A named field, the case of whose name does not matter; null when there is none. */
  public static @Nullable String named(String key, String text) {
    int i = Ascii.skipSpace(text, 0);
    while (i < text.length()) {
      int start = i;
      while (i < text.length() && text.charAt(i) != '=' && !Ascii.isSpace(text.charAt(i))) {
        i++;
      }
      boolean found = Ascii.sameIgnoringCase(key, text.substring(start, i));
      i = Ascii.skipSpace(text, i);
      if (i < text.length() && text.charAt(i) == '=') {
        i = Ascii.skipSpace(text, i + 1);
      }
      Word word = word(text, i);
      if (found) {
        return word.value();
      }
      i = Ascii.skipSpace(text, word.end());
    }
    return null;
  }

  /** A word, or a quoted string with its escapes undone. */
  private record Word(String value, int end) {}

  private static Word word(String text, int from) {
    int i = from;
    if (i >= text.length() || text.charAt(i) != '"') {
      while (i < text.length() && !Ascii.isSpace(text.charAt(i))) {
        i++;
      }
      return new Word(text.substring(from, i), i);
    }
    StringBuilder value = new StringBuilder();
    i++;
    while (i < text.length() && text.charAt(i) != '"') {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        Escapes.Octet octet = Escapes.interpret(text, i);
        value.append((char) octet.value());
        i = octet.end();
      } else {
        value.append(text.charAt(i++));
      }
    }
    return new Word(value.toString(), Math.min(text.length(), i + 1));
  }
}
