// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.time.Duration;
import java.util.List;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;

/** Options of the main part about the queue. */
public final class QueueOptions {
  public static final Option<Boolean> QUEUE_ONLY = Option.bool("queue_only", false);

  /** Files whose presence means {@code queue_only}. */
  public static final Option<List<String>> QUEUE_ONLY_FILE =
      Option.strings("queue_only_file", null);

  public static final Option<Duration> AUTO_THAW = Option.time("auto_thaw", null);
  public static final Option<Duration> TIMEOUT_FROZEN_AFTER =
      Option.time("timeout_frozen_after", null);
  public static final Option<Duration> IGNORE_BOUNCE_ERRORS_AFTER =
      Option.time("ignore_bounce_errors_after", "10w");

  /** Who is told when a message is frozen: addresses separated by commas. */
  public static final Option<String> FREEZE_TELL = Option.string("freeze_tell", null);

  /** Whether frozen messages leave the queue for one that is named after them. */
  public static final Option<Boolean> MOVE_FROZEN_MESSAGES =
      Option.bool("move_frozen_messages", false);

  /** Domains whose deliveries wait for a queue run; what else a message has goes at once. */
  public static final Option<MatchList> QUEUE_DOMAINS =
      Option.list("queue_domains", Kind.DOMAIN_LIST, null);

  /** The same of deliveries to other hosts, after routing. */
  public static final Option<MatchList> QUEUE_SMTP_DOMAINS =
      Option.list("queue_smtp_domains", Kind.DOMAIN_LIST, null);

  /** The load above which nothing is delivered at once. */
  public static final Option<Integer> QUEUE_ONLY_LOAD = Option.fixed("queue_only_load", null);

  /** Whether all that a connection brings waits, once something did for the load. */
  public static final Option<Boolean> QUEUE_ONLY_LOAD_LATCH =
      Option.bool("queue_only_load_latch", true);

  /** Whether {@code -odb} and {@code -odi} overrule {@code queue_only}. */
  public static final Option<Boolean> QUEUE_ONLY_OVERRIDE =
      Option.bool("queue_only_override", true);

  /** The load above which no queue run begins. */
  public static final Option<Integer> DELIVER_QUEUE_LOAD_MAX =
      Option.fixed("deliver_queue_load_max", null);

  /** One message after the other, the oldest first. */
  public static final Option<Boolean> QUEUE_RUN_IN_ORDER = Option.bool("queue_run_in_order", false);

  /** Whether the log of a message is kept in a file when the message is gone. */
  public static final Option<Boolean> PRESERVE_MESSAGE_LOGS =
      Option.bool("preserve_message_logs", false);

  public static final List<Option<?>> ALL =
      List.of(
          QUEUE_DOMAINS,
          QUEUE_SMTP_DOMAINS,
          QUEUE_ONLY_LOAD,
          QUEUE_ONLY_LOAD_LATCH,
          QUEUE_ONLY_OVERRIDE,
          DELIVER_QUEUE_LOAD_MAX,
          QUEUE_RUN_IN_ORDER,
          PRESERVE_MESSAGE_LOGS,
          FREEZE_TELL,
          MOVE_FROZEN_MESSAGES,
          QUEUE_ONLY,
          QUEUE_ONLY_FILE,
          QueueRunMax.QUEUE_RUN_MAX,
          AUTO_THAW,
          TIMEOUT_FROZEN_AFTER,
          IGNORE_BOUNCE_ERRORS_AFTER,
          LocalhostNumber.LOCALHOST_NUMBER);

  private QueueOptions() {}
}
