// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.api.mail.QueueId;
import org.ostler.core.log.Log;

/** The queue runs under way: which messages they still have in hand. Safe for many threads. */
final class Runs {
  /** A message that a run is to deliver now, and why. */
  record Turn(QueueId id, Dispatch.Reason reason) {}

  /** One run; those of its messages whose turn has not come wait in line. */
  private static final class Under {
    final QueueRun run;
    final Set<QueueId> left = new HashSet<>();
    final Deque<Turn> line = new ArrayDeque<>();

    Under(QueueRun run) {
      this.run = run;
    }
  }

  private final Log log;
  private final Map<QueueId, Under> byMessage = new HashMap<>();

  Runs(Log log) {
    this.log = log;
  }

  /** Begins a run over messages that it has in hand; the result is whose turn it is. */
  synchronized List<Turn> begin(QueueRun run, List<Turn> turns) {
    Under under = new Under(run);
    for (Turn turn : turns) {
      under.left.add(turn.id);
      byMessage.put(turn.id, under);
    }
    under.line.addAll(turns);
    if (turns.isEmpty()) {
      log.main(null, "End " + run.text());
    }
    return next(under);
  }

  /** A message has come back; the result is whose turn it is then. */
  synchronized List<Turn> returned(QueueId id) {
    Under under = byMessage.remove(id);
    if (under == null) {
      return List.of();
    }
    under.left.remove(id);
    if (under.left.isEmpty()) {
      log.main(null, "End " + under.run.text());
    }
    return next(under);
  }

  private static List<Turn> next(Under under) {
    if (under.line.isEmpty()) {
      return List.of();
    }
    List<Turn> turns = under.run.inOrder() ? List.of(under.line.remove()) : List.copyOf(under.line);
    if (!under.run.inOrder()) {
      under.line.clear();
    }
    return turns;
  }

  synchronized boolean has(QueueId id) {
    return byMessage.containsKey(id);
  }
}
