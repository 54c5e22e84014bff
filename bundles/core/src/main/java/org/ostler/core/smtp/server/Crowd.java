// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;
import org.ostler.api.smtp.Reply;
import org.ostler.core.log.LogSelector;
import org.ostler.core.queue.LoadAverage;
import org.ostler.core.smtp.server.PeerLists.Membership;

/** What a session meets when many are there already, or the machine has much to do. */
final class Crowd {
  private final SessionContext context;

  Crowd(SessionContext context) {
    this.context = context;
  }

  /** The load average in thousandths when it is above {@code smtp_load_reserve}. */
  static Optional<Long> overload(Settings main) {
    int most = main.find(TrafficOptions.SMTP_LOAD_RESERVE).orElse(-1);
    if (most < 0) {
      return Optional.empty();
    }
    return Optional.of(LoadAverage.now()).filter(thousandths -> thousandths > most);
  }

  static String text(long load) {
    return String.format(Locale.ROOT, "%.2f", load / 1000.0);
  }

  /** Turns away who has no place that is kept for it; null when it may come in. */
  @Nullable Outcome refuse() throws InterruptedException {
    Settings main = context.policy().main();
    int sessions = context.connection().sessionsAtStart;
    int most = main.value(SmtpOptions.SMTP_ACCEPT_MAX);
    int kept = main.value(TrafficOptions.SMTP_ACCEPT_RESERVE);
    boolean reserved = false;
    if (most > 0 && sessions > most - kept && sessions > 0) {
      Membership membership = context.lists().membership(TrafficOptions.SMTP_RESERVE_HOSTS);
      if (membership != Membership.MEMBER) {
        String numbers = "connected=" + (sessions - 1) + " max=" + most + " reserve=" + kept;
        boolean unknown = membership == Membership.UNKNOWN;
        return turnedAway(
            ": " + numbers + (unknown ? " (lookup deferred)" : ""),
            "Too many concurrent SMTP connections");
      }
      reserved = true;
    }
    Optional<Long> load = reserved ? Optional.empty() : overload(main);
    return load.isEmpty() || context.has(TrafficOptions.SMTP_RESERVE_HOSTS)
        ? null
        : turnedAway(" and load average = " + text(load.get()), "Too much load");
  }

  private Outcome turnedAway(String why, String text) throws InterruptedException {
    if (context.log().selects(LogSelector.CONNECTION_REJECT)) {
      context
          .log()
          .main(
              null,
              "temporarily refused connection from "
                  + context.peer().plain()
                  + ": not in reserve list"
                  + why);
    }
    return Outcome.closing(
        Reply.of(421, context.ourName() + ": " + text + "; please try again later"));
  }

  /** Leaves a message for a queue run when many sessions are there, or many came before it. */
  void holdBack() {
    var controls = context.message().controls;
    int sessions = context.connection().sessionsAtStart;
    int most = context.value(TrafficOptions.SMTP_ACCEPT_QUEUE);
    int messages = context.connection().messagesReceived;
    int immediate = context.value(TrafficOptions.SMTP_ACCEPT_QUEUE_PER_CONNECTION);
    if (controls.queueOnly) {
      return;
    }
    if (most > 0 && sessions > most) {
      controls.queueOnly = true;
      controls.queuedBecause = "too many connections (" + sessions + ", max " + most + ")";
    } else if (immediate > 0 && messages > immediate) {
      controls.queueOnly = true;
      controls.queuedBecause = "more than " + immediate + " messages received in one connection";
    }
  }
}
