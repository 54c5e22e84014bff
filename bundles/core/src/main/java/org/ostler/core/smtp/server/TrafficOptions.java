// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import java.util.List;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;

/**
 * Main options about how much is taken in at a time. Exim waits for ports that are taken; here that
 * is asked for by {@code daemon_startup_retries}, 0 by default.
 */
final class TrafficOptions {
  /** Above so many sessions, what comes over further ones waits for a queue run. */
  static final Option<Integer> SMTP_ACCEPT_QUEUE = Option.integer("smtp_accept_queue", 0);

  static final Option<Integer> SMTP_ACCEPT_QUEUE_PER_CONNECTION =
      Option.integer("smtp_accept_queue_per_connection", 0);
  static final Option<Integer> SMTP_ACCEPT_RESERVE = Option.integer("smtp_accept_reserve", 0);
  static final Option<MatchList> SMTP_RESERVE_HOSTS = Option.hosts("smtp_reserve_hosts", null);

  /** Above this load, in thousandths, none but those of {@code smtp_reserve_hosts} come in. */
  static final Option<Integer> SMTP_LOAD_RESERVE = Option.fixed("smtp_load_reserve", null);

  /** From how many connections that wait to be accepted on the log tells it; 0 for never. */
  static final Option<Integer> SMTP_BACKLOG_MONITOR = Option.integer("smtp_backlog_monitor", 0);

  static final Option<Integer> DAEMON_STARTUP_RETRIES = Option.integer("daemon_startup_retries", 0);
  static final Option<Duration> DAEMON_STARTUP_SLEEP = Option.time("daemon_startup_sleep", "30s");

  /** Whose commands are slowed down. */
  static final Option<MatchList> SMTP_RATELIMIT_HOSTS = Option.hosts("smtp_ratelimit_hosts", null);

  static final Option<String> SMTP_RATELIMIT_MAIL = Option.string("smtp_ratelimit_mail", null);
  static final Option<String> SMTP_RATELIMIT_RCPT = Option.string("smtp_ratelimit_rcpt", null);

  private TrafficOptions() {}

  static List<Option<?>> all() {
    return List.of(
        SMTP_ACCEPT_QUEUE,
        SMTP_ACCEPT_QUEUE_PER_CONNECTION,
        SMTP_ACCEPT_RESERVE,
        SMTP_RESERVE_HOSTS,
        SMTP_LOAD_RESERVE,
        SMTP_BACKLOG_MONITOR,
        DAEMON_STARTUP_RETRIES,
        DAEMON_STARTUP_SLEEP,
        SMTP_RATELIMIT_HOSTS,
        SMTP_RATELIMIT_MAIL,
        SMTP_RATELIMIT_RCPT);
  }
}
