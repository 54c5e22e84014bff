// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends what blocks for longer than it may. Looking at all that is under way a few times a second
 * costs less than a timer for each call, which nearly always ends in time. Safe for many threads.
 */
final class Deadlines {
  private static final long LOOK_MILLIS = 250;
  // System.nanoTime may be any number, so this one is no deadline.
  private static final long NONE = Long.MIN_VALUE;

  private final Set<Watched> all = ConcurrentHashMap.newKeySet();

  Deadlines(ScheduledExecutorService clock) {
    clock.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    all.forEach(watched -> watched.look(now));
  }

  /** Something that blocks now and then, and how to end it. */
  Watched watch(Runnable end) {
    Watched watched = new Watched(end);
    all.add(watched);
    return watched;
  }

  /** One thing that is watched. */
  final class Watched {
    private final Runnable end;
    private volatile long deadline = NONE;
    private volatile boolean late;

    private Watched(Runnable end) {
      this.end = end;
    }

    void until(long deadlineNanos) {
      deadline = deadlineNanos;
    }

    void done() {
      deadline = NONE;
    }

    /** Whether it was ended. */
    boolean isLate() {
      return late;
    }

    void forget() {
      all.remove(this);
    }

    private void look(long now) {
      long by = deadline;
      if (by != NONE && now - by >= 0) {
        late = true;
        end.run();
      }
    }
  }
}
