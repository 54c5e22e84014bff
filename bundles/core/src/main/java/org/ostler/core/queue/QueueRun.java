// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.util.Optional;
import org.ostler.api.option.Settings;

/**
 * A queue run over one of the queues.
 *
 * @param queue the named queue, empty for the usual one
 * @param detail for the log, as in {@code -qf}
 * @param forced whether it goes on whatever the load is
 * @param main the configuration
 * @param restraint what its deliveries may not do
 */
public record QueueRun(
    String queue, String detail, boolean forced, Settings main, Restraint restraint) {
  /** As the log names it: {@code 'slow' queue run: pid=1234 -qf}. */
  String text() {
    String pid = "queue run: pid=" + ProcessHandle.current().pid();
    String named = queue.isEmpty() ? pid : "'" + queue + "' " + pid;
    return detail.isEmpty() ? named : named + " " + detail;
  }

  /** Whether it is one message after the other, the oldest first. */
  boolean inOrder() {
    return main.value(QueueOptions.QUEUE_RUN_IN_ORDER);
  }

  /** The line of a run that is given up for the load; empty when it may go on. */
  Optional<String> abandoned() {
    Optional<Long> load = LoadAverage.above(QueueOptions.DELIVER_QUEUE_LOAD_MAX, main);
    return forced
        ? Optional.empty()
        : load.map(
            now ->
                "Abandon queue run: pid=%d (load %s, max %s)"
                    .formatted(
                        ProcessHandle.current().pid(),
                        LoadAverage.text(now),
                        LoadAverage.text(main.value(QueueOptions.DELIVER_QUEUE_LOAD_MAX))));
  }
}
