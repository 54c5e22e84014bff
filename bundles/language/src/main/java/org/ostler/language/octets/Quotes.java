// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import org.ostler.language.text.Ascii;

/** Quoting of strings and local parts. */
public final class Quotes {
  private static final String LOCAL_PART = "!#$%&'*+-/=?^_`{|}~";

  private Quotes() {}

  /**
   * In double quotes when empty or holding anything but letters, digits, underscores, hyphens and
   * dots.
   */
  public static String quote(String text) {
    boolean plain = !text.isEmpty();
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = Ascii.isWord(c) || c == '-' || c == '.';
    }
    if (plain) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\\', '"' -> out.append('\\').append(c);
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** In double quotes when RFC 5321 §4.1.2 asks for it: not a dot-string. */
  public static String localPart(String text) {
    if (isDotString(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append("\\n");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (c == '\\' || c == '"') {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static boolean isDotString(String text) {
    if (text.isEmpty() || text.startsWith(".") || text.endsWith(".")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isAlpha(c) && !Ascii.isDigit(c) && c != '.' && LOCAL_PART.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
