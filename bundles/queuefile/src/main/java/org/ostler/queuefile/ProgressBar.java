// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.util.Locale;

/** A line that is written over itself as work goes on. For one thread at a time. */
final class ProgressBar {
  private static final int WIDTH = 40;

  private final String what;
  private final int total;
  private int done;
  private int shown = -1;

  ProgressBar(String what, int total) {
    this.what = what;
    this.total = total;
  }

  /**
   * What to write after a step: the message, if any, above the bar, and the bar when it has moved.
   */
  String step(String message) {
    done++;
    int percent = (int) (100L * done / total);
    if (message.isEmpty() && percent == shown) {
      return "";
    }
    shown = percent;
    int filled = WIDTH * percent / 100;
    String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
    return (message.isEmpty() ? "" : "\r" + " ".repeat(what.length() + WIDTH + 30) + "\r" + message)
        + String.format(Locale.ROOT, "\r%s [%s] %3d%%  %d of %d", what, bar, percent, done, total);
  }

  /** What to write at the end. */
  String end() {
    return done == 0 ? "" : "\n";
  }
}
