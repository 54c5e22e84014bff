// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

/** Folds header fields. */
public final class HeaderWrap {
  private static final int TAB = 8;

  private HeaderWrap() {}

  /**
   * Folds at the last white space before {@code columns}, which is dropped; what follows is
   * indented by a tab that counts as eight columns. The result is cut at {@code limit} octets.
   */
  public static String wrap(String text, int columns, int limit) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    String rest = text;
    int width = Math.max(1, columns);
    while (rest.length() > width && out.length() < limit) {
      int space = lastSpace(rest, width);
      int at = space <= 0 ? width : space;
      out.append(rest.substring(0, at).stripTrailing()).append("\n\t");
      rest = rest.substring(at).stripLeading();
      width = Math.max(1, columns - TAB);
    }
    out.append(rest);
    return out.length() > limit ? out.substring(0, limit) : out.toString();
  }

  private static int lastSpace(String text, int before) {
    for (int i = Math.min(before, text.length() - 1); i > 0; i--) {
      if (text.charAt(i) == ' ' || text.charAt(i) == '\t') {
        return i;
      }
    }
    return -1;
  }
}
