// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.log.LogPaths;
import org.ostler.core.log.LogSelection;
import org.ostler.core.log.LogSettings;
import org.ostler.core.log.SyslogSettings;

/** Main options about the logs. */
public final class LogOptions {
  public static final Option<Expandable> LOG_FILE_PATH = Option.expanded("log_file_path", null);
  public static final Option<String> LOG_SELECTOR = Option.string("log_selector", null);
  public static final Option<Boolean> LOG_TIMEZONE = Option.bool("log_timezone", false);
  public static final Option<Boolean> WRITE_REJECTLOG = Option.bool("write_rejectlog", true);

  public static final Option<Boolean> SYSLOG_DUPLICATION = Option.bool("syslog_duplication", true);
  public static final Option<String> SYSLOG_FACILITY = Option.string("syslog_facility", null);
  public static final Option<Boolean> SYSLOG_PID = Option.bool("syslog_pid", true);
  public static final Option<String> SYSLOG_PROCESSNAME =
      Option.string("syslog_processname", "exim");
  public static final Option<Boolean> SYSLOG_TIMESTAMP = Option.bool("syslog_timestamp", true);

  private LogOptions() {}

  public static List<Option<?>> all() {
    return List.of(
        LOG_FILE_PATH,
        LOG_SELECTOR,
        LOG_TIMEZONE,
        SYSLOG_DUPLICATION,
        SYSLOG_FACILITY,
        SYSLOG_PID,
        SYSLOG_PROCESSNAME,
        SYSLOG_TIMESTAMP,
        WRITE_REJECTLOG);
  }

  /**
   * The logs that a configuration asks for; {@code path} is the expanded {@code log_file_path},
   * empty for the default.
   */
  public static LogSettings settings(Settings main, String path, Path data, InstantSource clock)
      throws InvalidArgument {
    String selector = main.find(LOG_SELECTOR).orElse("");
    return new LogSettings(
        path.isEmpty() ? LogPaths.standard(data) : LogPaths.parse(path, data),
        LogPaths.hasFiles(path),
        LogPaths.hasSyslog(path) ? syslog(main) : null,
        selector.isEmpty() ? LogSelection.standard() : LogSelection.parse(selector),
        main.value(LOG_TIMEZONE),
        main.value(WRITE_REJECTLOG),
        clock,
        ZoneId.systemDefault());
  }

  private static SyslogSettings syslog(Settings main) throws InvalidArgument {
    if (!SyslogSettings.isHere()) {
      throw new InvalidArgument("log_file_path: syslog can be reached on Linux alone");
    }
    return new SyslogSettings(
        SyslogSettings.SOCKET,
        SyslogSettings.facility(main.find(SYSLOG_FACILITY).orElse("")),
        main.value(SYSLOG_PROCESSNAME),
        main.value(SYSLOG_PID),
        main.value(SYSLOG_TIMESTAMP),
        main.value(SYSLOG_DUPLICATION));
  }

  /** The logs before any configuration is read. */
  public static LogSettings standard(Path data, InstantSource clock) {
    return new LogSettings(
        LogPaths.standard(data),
        LogSelection.standard(),
        false,
        true,
        clock,
        ZoneId.systemDefault());
  }
}
