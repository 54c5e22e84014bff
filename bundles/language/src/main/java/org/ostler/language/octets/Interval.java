// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import org.ostler.language.text.Ascii;

/** Times such as {@code 1w2d3h4m5s}. */
public final class Interval {
  private static final String UNITS = "wdhms";
  private static final int[] SECONDS = {604800, 86400, 3600, 60, 1};

  private Interval() {}

  /** Seconds, or -1 when the text is no time. */
  public static int seconds(String text) {
    long total = 0;
    int i = 0;
    do {
      int start = i;
      long value = 0;
      while (i < text.length() && Ascii.isDigit(text.charAt(i)) && i - start < 10) {
        value = value * 10 + text.charAt(i++) - '0';
      }
      int unit = i < text.length() ? UNITS.indexOf(text.charAt(i)) : -1;
      if (i == start || unit < 0) {
        return -1;
      }
      total += value * SECONDS[unit];
      i++;
    } while (i < text.length());
    return total > Integer.MAX_VALUE ? -1 : (int) total;
  }

  /** The interval in Exim's form; {@code 0s} for none. */
  public static String format(long seconds) {
    StringBuilder out = new StringBuilder();
    long rest = seconds;
    for (int unit = 0; unit < SECONDS.length; unit++) {
      if (rest >= SECONDS[unit]) {
        out.append(rest / SECONDS[unit]).append(UNITS.charAt(unit));
        rest %= SECONDS[unit];
      }
    }
    return out.isEmpty() ? "0s" : out.toString();
  }
}
