// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ostler.core.log.LogPaths.LogName;

/**
 * Sends entries to the system's logger, in the form that its socket has always had (RFC 3164 §4.1,
 * without the host). An entry of several lines, or of one that is too long, becomes several
 * datagrams that are numbered as Exim numbers them. One thread at a time.
 */
final class Syslog implements AutoCloseable {
  /** Exim's limit, since some loggers cut datagrams at 1024 octets. */
  private static final int LONGEST = 870;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

  private final SyslogSettings settings;
  private final ZoneId zone;
  private final DatagramSocketFile socket;

  Syslog(SyslogSettings settings, ZoneId zone) {
    this.settings = settings;
    this.zone = zone;
    this.socket = new DatagramSocketFile(settings.socket());
  }

  /** Sends an entry; false when nobody takes it. */
  boolean write(LogName log, Instant when, String entry) {
    int priority = settings.facility() << 3 | severity(log);
    String head =
        "<"
            + priority
            + ">"
            + STAMP.format(when.atZone(zone))
            + " "
            + settings.processName()
            + "["
            + ProcessHandle.current().pid()
            + "]: ";
    boolean taken = true;
    for (String piece : pieces(entry)) {
      taken &= socket.send((head + piece).getBytes(StandardCharsets.ISO_8859_1));
    }
    return taken;
  }

  /** RFC 5424 §6.2.1. */
  private static int severity(LogName log) {
    return switch (log) {
      case MAIN -> 6;
      case REJECT -> 5;
      case PANIC -> 1;
    };
  }

  static List<String> pieces(String entry) {
    List<String> pieces = new ArrayList<>();
    List<Boolean> atLineEnd = new ArrayList<>();
    for (String line : entry.stripTrailing().split("\n", -1)) {
      int from = 0;
      do {
        int to = Math.min(line.length(), from + LONGEST);
        pieces.add(line.substring(from, to));
        atLineEnd.add(to == line.length());
        from = to;
      } while (from < line.length());
    }
    int count = pieces.size();
    for (int i = 0; i < count && count > 1; i++) {
      // A stroke to the other side stands for a line end that is not the last.
      String stroke = atLineEnd.get(i) && i < count - 1 ? "\\" : "/";
      pieces.set(i, "[" + (i + 1) + stroke + count + "] " + pieces.get(i));
    }
    return pieces;
  }

  @Override
  public void close() {
    socket.close();
  }
}
