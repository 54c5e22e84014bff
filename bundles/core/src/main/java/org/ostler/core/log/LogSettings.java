// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about the logs.
 *
 * @param paths where the files are
 * @param files whether there are files; {@code syslog} alone writes none
 * @param syslog how syslog is written to; null when it is not
 * @param selectors the words of {@code log_selector} in force
 * @param timeZoneShown {@code log_timezone}
 * @param rejectLog {@code write_rejectlog}
 * @param clock the time of the lines
 * @param zone the zone in which the time is written
 */
public record LogSettings(
    LogPaths paths,
    boolean files,
    @Nullable SyslogSettings syslog,
    Set<LogSelector> selectors,
    boolean timeZoneShown,
    boolean rejectLog,
    InstantSource clock,
    ZoneId zone) {
  public LogSettings {
    selectors = Set.copyOf(selectors);
  }

  /** With files alone. */
  public LogSettings(
      LogPaths paths,
      Set<LogSelector> selectors,
      boolean timeZoneShown,
      boolean rejectLog,
      InstantSource clock,
      ZoneId zone) {
    this(paths, true, null, selectors, timeZoneShown, rejectLog, clock, zone);
  }
}
