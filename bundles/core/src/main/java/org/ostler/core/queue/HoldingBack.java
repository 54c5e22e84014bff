// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ostler.api.option.Settings;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Controls;
import org.ostler.core.mail.Situation;

/**
 * Whether a message that has just come waits for a queue run, and what the log says of that.
 *
 * @param holds whether it waits
 * @param reason for the log, or empty when nobody has to be told
 */
public record HoldingBack(boolean holds, String reason) {
  private static final String SMTP = "smtp";
  private static final HoldingBack NO = new HoldingBack(false, "");

  /** Decides, and notes in the message that only local deliveries are made at once. */
  public static HoldingBack of(Situation situation) {
    Settings main = situation.settings();
    Controls controls = situation.envelope().controls;
    controls.queueRouteFirst |= isThere(main, true);
    if (controls.queueOnly) {
      return new HoldingBack(true, reason(controls.queuedBecause, situation.peer().queueName));
    }
    boolean mayOverride = controls.deliverNow && main.value(QueueOptions.QUEUE_ONLY_OVERRIDE);
    if (!mayOverride && (main.value(QueueOptions.QUEUE_ONLY) || isThere(main, false))) {
      return new HoldingBack(true, "");
    }
    return ofLoad(main, situation.peer());
  }

  private static String reason(String because, String queue) {
    boolean named = because.equals(Controls.QUEUED_BY_ACL) && !queue.isEmpty();
    return named ? "queued in " + queue + " by ACL" : because;
  }

  /** Once held back for the load, all that comes over a connection is, if the latch says so. */
  private static HoldingBack ofLoad(Settings main, Connection peer) {
    Optional<Long> load = LoadAverage.above(QueueOptions.QUEUE_ONLY_LOAD, main);
    if (load.isEmpty() && !peer.queueLatched) {
      return NO;
    }
    peer.queueLatched = main.value(QueueOptions.QUEUE_ONLY_LOAD_LATCH);
    long shown = load.orElseGet(LoadAverage::now);
    return new HoldingBack(true, "load average " + LoadAverage.text(shown));
  }

  /**
   * Whether one of the files of {@code queue_only_file} is there; those with {@code smtp} before
   * their name hold back SMTP deliveries alone.
   */
  private static boolean isThere(Settings main, boolean smtp) {
    return main.find(QueueOptions.QUEUE_ONLY_FILE).orElse(List.of()).stream()
        .filter(name -> name.startsWith(SMTP) == smtp)
        .map(name -> smtp ? name.substring(SMTP.length()) : name)
        .anyMatch(name -> name.startsWith("/") && Files.exists(Path.of(name)));
  }

  /** Writes the line that says why it waits, if there is one. */
  public void tell(Situation situation, Log log) {
    if (!reason.isEmpty() && log.selects(LogSelector.DELAY_DELIVERY)) {
      log.main(situation.envelope().queueId(), "no immediate delivery: " + reason);
    }
  }
}
