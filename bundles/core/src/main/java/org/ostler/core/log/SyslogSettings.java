// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.ostler.api.option.InvalidArgument;

/**
 * What the configuration says about syslog.
 *
 * @param socket where the system's logger listens
 * @param facility the number of {@code syslog_facility} (RFC 5424 §6.2.1)
 * @param processName {@code syslog_processname}
 * @param pid {@code syslog_pid}: whether {@code +pid} is in the text too
 * @param timestamp {@code syslog_timestamp}: whether the time is in the text too
 * @param duplication {@code syslog_duplication}: whether a line of two logs is sent twice
 */
public record SyslogSettings(
    Path socket,
    int facility,
    String processName,
    boolean pid,
    boolean timestamp,
    boolean duplication) {
  /** Where every system has it. */
  public static final Path SOCKET = Path.of("/dev/log");

  private static final Map<String, Integer> FACILITIES =
      Map.of("user", 1, "mail", 2, "daemon", 3, "news", 7, "uucp", 8);

  /** Whether syslog can be written to from here. */
  public static boolean isHere() {
    return DatagramSocketFile.isHere();
  }

  /** The number of a facility's name; empty stands for {@code mail}. */
  public static int facility(String name) throws InvalidArgument {
    String word = name.strip().toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return 2;
    }
    if (word.matches("local[0-7]")) {
      return 16 + word.charAt(5) - '0';
    }
    Integer number = FACILITIES.get(word);
    if (number == null) {
      throw new InvalidArgument(
          "syslog_facility: \""
              + name
              + "\" is no facility; there are mail, user, news, uucp, daemon, local0 to local7");
    }
    return number;
  }
}
