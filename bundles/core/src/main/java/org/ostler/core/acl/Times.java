// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.language.text.Ascii;

/** Times as arguments of words have them: {@code 1w2d3h4m5s}. */
public final class Times {
  private Times() {}

  /** Seconds, or -1 when the text is no time. */
  public static long seconds(String text) {
    long total = 0;
    int unit = 0;
    int at = 0;
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && Ascii.isDigit(text.charAt(at))) {
        at++;
      }
      if (at == start || at - start > 9 || at == text.length()) {
        return -1; // no number, or no unit
      }
      long count = Long.parseLong(text.substring(start, at));
      int next = "wdhms".indexOf(text.charAt(at++));
      if (next < unit) {
        return -1; // an unknown letter, or units out of order
      }
      unit = next + 1;
      total += count * new long[] {604800, 86400, 3600, 60, 1}[next];
    }
    return text.isEmpty() ? -1 : total;
  }
}
