// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ostler.api.option.InvalidArgument;

/**
 * Where the log files are, by {@code log_file_path}.
 *
 * @param pattern an absolute path in which {@code %s} is the log's name, {@code %D} the day and
 *     {@code %M} the month
 */
public record LogPaths(String pattern) {
  private static final String SYSLOG = "syslog";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT);

  /** {@code mainlog} and its kin in {@code log} under the data directory. */
  public static LogPaths standard(Path data) {
    return new LogPaths(data.toAbsolutePath().resolve("log").toString() + "/%slog");
  }

  /**
   * Reads the expanded value of {@code log_file_path}, a list with colons whose empty items mean
   * the default.
   */
  public static LogPaths parse(String text, Path data) throws InvalidArgument {
    String found = "";
    for (String item : items(text)) {
      if (!item.isEmpty() && !item.equals(SYSLOG)) {
        if (!found.isEmpty()) {
          throw new InvalidArgument("more than one path given in log_file_path: " + text);
        }
        found = item;
      }
    }
    if (found.isEmpty()) {
      return standard(data);
    }
    if (!found.startsWith("/")) {
      throw new InvalidArgument("log_file_path: \"" + found + "\" is not an absolute path");
    }
    return new LogPaths(found);
  }

  /** Whether the value asks for files: it does unless {@code syslog} is all that it says. */
  public static boolean hasFiles(String text) {
    return items(text).isEmpty() || !items(text).stream().allMatch(SYSLOG::equals);
  }

  /** Whether the value asks for syslog. */
  public static boolean hasSyslog(String text) {
    return items(text).contains(SYSLOG);
  }

  private static List<String> items(String text) {
    return Stream.of(text.split(":")).map(String::strip).toList();
  }

  /** The file of a log on a day. */
  public Path file(LogName name, LocalDate day) {
    if (name == LogName.PANIC) {
      return Path.of(undated().replace("%s", "panic"));
    }
    return Path.of(
        pattern
            .replace("%s", name.word())
            .replace("%D", DAY.format(day))
            .replace("%M", MONTH.format(day)));
  }

  /** The debug log of a tag, which is never dated either. */
  Path debugFile(String tag) {
    return Path.of(undated().replace("%s", "debug") + tag);
  }

  /** Whether the file's name changes with time. */
  public boolean isDated() {
    return pattern.contains("%D") || pattern.contains("%M");
  }

  /** The panic log is never dated: the datestamp goes, with one separator beside it. */
  private String undated() {
    int at = Math.max(pattern.indexOf("%D"), pattern.indexOf("%M"));
    if (at < 0) {
      return pattern;
    }
    int from = at;
    int to = at + 2;
    boolean afterSlash = from > 0 && pattern.charAt(from - 1) == '/';
    if (afterSlash && to < pattern.length() && isSeparator(pattern.charAt(to))) {
      to++;
    } else if (!afterSlash && from > 0 && isSeparator(pattern.charAt(from - 1))) {
      from--;
    }
    return pattern.substring(0, from) + pattern.substring(to);
  }

  private static boolean isSeparator(char c) {
    return !Character.isLetterOrDigit(c);
  }

  /** One of the three logs. */
  public enum LogName {
    MAIN,
    REJECT,
    PANIC;

    /** What {@code %s} becomes. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
