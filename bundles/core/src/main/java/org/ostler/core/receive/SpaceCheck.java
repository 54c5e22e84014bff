// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.util.List;
import java.util.function.Consumer;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;

/** Whether the disks of the spool and of the logs have room for another message. */
public final class SpaceCheck {
  /** Octets that must stay free where the spool is. */
  public static final Option<Long> CHECK_SPOOL_SPACE = Option.kilobytes("check_spool_space", "10M");

  public static final Option<Integer> CHECK_SPOOL_INODES =
      Option.integer("check_spool_inodes", 100);
  public static final Option<Long> CHECK_LOG_SPACE = Option.kilobytes("check_log_space", "10M");
  public static final Option<Integer> CHECK_LOG_INODES = Option.integer("check_log_inodes", 100);

  /** Whether the size that MAIL announces counts too. */
  public static final Option<Boolean> SMTP_CHECK_SPOOL_SPACE =
      Option.bool("smtp_check_spool_space", true);

  private static final int KIBI = 1024;

  private SpaceCheck() {}

  /** All of them, for the main part. */
  public static List<Option<?>> options() {
    return List.of(
        CHECK_SPOOL_SPACE,
        CHECK_SPOOL_INODES,
        CHECK_LOG_SPACE,
        CHECK_LOG_INODES,
        SMTP_CHECK_SPOOL_SPACE);
  }

  /** Whether a message of so many octets fits; {@code log} is told when it does not. */
  public static boolean passes(long octets, Situation situation, Consumer<String> log)
      throws InterruptedException {
    Settings main = situation.settings();
    long spool = kibi(main.value(CHECK_SPOOL_SPACE)) + octets / KIBI;
    long logs = kibi(main.value(CHECK_LOG_SPACE));
    return passes("spool", spool, main.value(CHECK_SPOOL_INODES), situation, log)
        && passes("log", logs, main.value(CHECK_LOG_INODES), situation, log);
  }

  private static long kibi(long octets) {
    return (octets + KIBI - 1) / KIBI;
  }

  /** A number below zero is one that nobody knows, which does not fail. */
  private static boolean passes(
      String place, long leastSpace, int leastInodes, Situation situation, Consumer<String> log)
      throws InterruptedException {
    if (leastSpace <= 0 && leastInodes <= 0) {
      return true;
    }
    long space = free(place + "_space", situation);
    long inodes = free(place + "_inodes", situation);
    boolean isShort = space >= 0 && space < leastSpace || inodes >= 0 && inodes < leastInodes;
    if (isShort) {
      log.accept(place + " directory space check failed: space=" + space + " inodes=" + inodes);
    }
    return !isShort;
  }

  private static long free(String variable, Situation situation) throws InterruptedException {
    Text value = situation.variable(variable);
    return value == null || value.isEmpty() ? -1 : Long.parseLong(value.value());
  }
}
