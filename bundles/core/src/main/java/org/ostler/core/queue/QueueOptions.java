// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.time.Duration;
import java.util.List;
import org.ostler.api.option.Option;

/** Options of the main part about the queue. */
public final class QueueOptions {
  public static final Option<Boolean> QUEUE_ONLY = Option.bool("queue_only", false);

  /** Files whose presence means {@code queue_only}. */
  public static final Option<List<String>> QUEUE_ONLY_FILE =
      Option.strings("queue_only_file", null);

  /**
   * Messages of queue runs that are routed at the same time. Exim's default of 5 is for processes;
   * here they are threads, and a domain whose name servers are slow should not hold up the others.
   */
  public static final Option<Integer> QUEUE_RUN_MAX = Option.integer("queue_run_max", 200);

  public static final Option<Duration> AUTO_THAW = Option.time("auto_thaw", null);
  public static final Option<Duration> TIMEOUT_FROZEN_AFTER =
      Option.time("timeout_frozen_after", null);
  public static final Option<Duration> IGNORE_BOUNCE_ERRORS_AFTER =
      Option.time("ignore_bounce_errors_after", "10w");

  /** Who is told when a message is frozen: addresses separated by commas. */
  public static final Option<String> FREEZE_TELL = Option.string("freeze_tell", null);

  public static final List<Option<?>> ALL =
      List.of(
          FREEZE_TELL,
          QUEUE_ONLY,
          QUEUE_ONLY_FILE,
          QUEUE_RUN_MAX,
          AUTO_THAW,
          TIMEOUT_FROZEN_AFTER,
          IGNORE_BOUNCE_ERRORS_AFTER);

  private QueueOptions() {}

  /** Options of Exim about the queue that are refused by name. */
  public static List<String> notYet() {
    return List.of(
        "deliver_queue_load_max",
        "move_frozen_messages",
        "queue_domains",
        "queue_fast_ramp",
        "queue_run_in_order",
        "queue_only_load",
        "queue_only_load_latch",
        "queue_only_override",
        "queue_smtp_domains");
  }
}
