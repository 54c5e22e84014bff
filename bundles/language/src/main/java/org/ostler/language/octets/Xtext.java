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
}
