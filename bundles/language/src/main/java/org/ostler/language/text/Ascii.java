// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.text;

/**
 * The character classes of C's locale, which are those of the language whatever the octets mean
 * elsewhere.
 */
public final class Ascii {
  private Ascii() {}

  /** Space, tab, newline, vertical tab, form feed, carriage return. */
  public static boolean isSpace(int c) {
    return c == ' ' || (c >= 9 && c <= 13);
  }

  public static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  public static boolean isUpper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  public static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  public static boolean isAlpha(int c) {
    return isUpper(c) || isLower(c);
  }

  /** A letter, a digit or an underscore: what names are made of. */
  public static boolean isWord(int c) {
    return isAlpha(c) || isDigit(c) || c == '_';
  }

  public static boolean isControl(int c) {
    return c < 32 || c == 127;
  }

  public static boolean isPunctuation(int c) {
    return c > 32 && c < 127 && !isAlpha(c) && !isDigit(c);
  }

  /** The index of the first character at or after {@code from} that is no white space. */
  public static int skipSpace(String text, int from) {
    int i = from;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Without white space at both ends. */
  public static String strip(String text) {
    return strip(text, 0, text.length());
  }

  /** What stands between two indexes, without white space at both ends. */
  public static String strip(String text, int from, int to) {
    int start = from;
    while (start < to && isSpace(text.charAt(start))) {
      start++;
    }
    int end = to;
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Lower case for A to Z alone; other octets stay. */
  public static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUpper(text.charAt(i))) {
        return lowerFrom(text, i);
      }
    }
    return text;
  }

  private static String lowerFrom(String text, int first) {
    char[] chars = text.toCharArray();
    for (int i = first; i < chars.length; i++) {
      if (isUpper(chars[i])) {
        chars[i] += 'a' - 'A';
      }
    }
    return new String(chars);
  }

  /** Upper case for a to z alone; other octets stay. */
  public static String upper(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isLower(text.charAt(i))) {
        return upperFrom(text, i);
      }
    }
    return text;
  }

  private static String upperFrom(String text, int first) {
    char[] chars = text.toCharArray();
    for (int i = first; i < chars.length; i++) {
      if (isLower(chars[i])) {
        chars[i] -= 'a' - 'A';
      }
    }
    return new String(chars);
  }

  /** Whether both are equal but for the case of A to Z. */
  public static boolean sameIgnoringCase(String one, String other) {
    return one.length() == other.length() && regionMatches(one, 0, other, 0, other.length());
  }

  public static boolean startsIgnoringCase(String text, String prefix) {
    return text.length() >= prefix.length() && regionMatches(text, 0, prefix, 0, prefix.length());
  }

  public static boolean endsIgnoringCase(String text, String suffix) {
    int start = text.length() - suffix.length();
    return start >= 0 && regionMatches(text, start, suffix, 0, suffix.length());
  }

  /** Whether two parts of this length are equal but for the case of A to Z; both exist. */
  public static boolean regionMatches(
      String one, int from, String other, int otherFrom, int length) {
    for (int i = 0; i < length; i++) {
      char a = one.charAt(from + i);
      char b = other.charAt(otherFrom + i);
      if (a != b && lowerOf(a) != lowerOf(b)) {
        return false;
      }
    }
    return true;
  }

  private static int lowerOf(char c) {
    return isUpper(c) ? c + ('a' - 'A') : c;
  }
}
