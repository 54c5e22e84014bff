// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.util.Optional;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Situation;

/**
 * {@code queue_run_max}: how many messages of queue runs are routed at the same time. Exim's
 * default of 5 is for processes; here they are threads, and a domain whose name servers are slow
 * should not hold up the others.
 */
public final class QueueRunMax {
  public static final Option<Expandable> QUEUE_RUN_MAX = Option.expanded("queue_run_max", "200");

  private static final int USUAL = 200;

  private QueueRunMax() {}

  /** The number; the usual one where it makes no sense. */
  public static int of(Settings main, Situation situation) {
    try {
      return ExpandedNumber.read(QUEUE_RUN_MAX, main.value(QUEUE_RUN_MAX), situation);
    } catch (InvalidArgument wrong) {
      return USUAL;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /** What is wrong with it, if anything. */
  public static Optional<String> objection(Settings main, Situation situation) {
    try {
      ExpandedNumber.read(QUEUE_RUN_MAX, main.value(QUEUE_RUN_MAX), situation);
      return Optional.empty();
    } catch (InvalidArgument wrong) {
      return Optional.of(QUEUE_RUN_MAX.name() + ": " + wrong.getMessage());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
