// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the time at the start of a line; formats once a second. Safe for many threads. */
final class Stamp {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

  private final ZoneId zone;
  private final boolean milliseconds;
  private final boolean offset;
  private volatile Formatted last = new Formatted(Long.MIN_VALUE, "", "");

  Stamp(ZoneId zone, boolean milliseconds, boolean offset) {
    this.zone = zone;
    this.milliseconds = milliseconds;
    this.offset = offset;
  }

  void append(Instant now, StringBuilder line) {
    Formatted formatted = last;
    if (formatted.second != now.getEpochSecond()) {
      ZonedDateTime time = now.atZone(zone);
      formatted = new Formatted(now.getEpochSecond(), SECOND.format(time), OFFSET.format(time));
      last = formatted;
    }
    line.append(formatted.text);
    if (milliseconds) {
      int milli = now.getNano() / 1_000_000;
      line.append('.').append(milli / 100).append(milli / 10 % 10).append(milli % 10);
    }
    if (offset) {
      line.append(' ').append(formatted.offset);
    }
  }

  private record Formatted(long second, String text, String offset) {}
}
