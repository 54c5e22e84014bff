// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

/** The quoted-printable form of a text (RFC 2045 §6.7), whose lines end with CRLF; ours with LF. */
final class QuotedPrintable {
  /** With an octet's three characters and the equals sign behind it, a line has at most 76. */
  private static final int LONGEST = 73;

  private QuotedPrintable() {}

  static String encode(String text) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\r\n", i)) {
        out.append('\n');
        column = 0;
        i++;
        continue;
      }
      if (column >= LONGEST) {
        out.append("=\n");
        column = 0;
      }
      char c = text.charAt(i);
      if ((c > ' ' && c <= '~' && c != '=') || ((c == ' ' || c == '\t') && !ends(text, i))) {
        out.append(c);
        column++;
      } else {
        out.append("=%02X".formatted((int) c));
        column += 3;
      }
    }
    return out.toString();
  }

  /** Whether a blank may be the last of its line, where it could get lost. */
  private static boolean ends(String text, int at) {
    return at + 2 >= text.length() || text.startsWith("\r\n", at + 1);
  }
}
