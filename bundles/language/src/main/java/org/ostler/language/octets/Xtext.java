// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

/** The xtext of RFC 3461 §4. */
public final class Xtext {
  private Xtext() {}

  /** Decodes {@code +HH}; a plus sign without two digits behind it stays. */
  public static String decode(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = i + 2 < text.length() && c == '+' ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        out.append((char) (high * 16 + low));
        i += 2;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Whether the text is xtext (RFC 3461 §4), or the empty path that RFC 4954 §5 allows besides. */
  public static boolean isXtext(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '=') {
        return false;
      }
      if (c == '+') {
        boolean hex =
            i + 2 < text.length()
                && Character.digit(text.charAt(i + 1), 16) >= 0
                && Character.digit(text.charAt(i + 2), 16) >= 0;
        if (!hex) {
          return false;
        }
      }
    }
    return !text.isEmpty();
  }

  /** Encodes: what is not plain, the plus and the equals sign become {@code +HH}. */
  public static String encode(String octets) {
    StringBuilder out = new StringBuilder(octets.length());
    for (char c : octets.toCharArray()) {
      if (c <= ' ' || c > '~' || c == '+' || c == '=') {
        out.append("+%02X".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
