// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Interrupts the thread that made it when its time is over, and never afterwards: closing it takes
 * the mark off again.
 */
final class TimeLimit implements AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final ReentrantLock lock = new ReentrantLock();
  private final Future<?> alarm;
  private boolean late;
  private boolean closed;

  TimeLimit(ScheduledExecutorService clock, Duration limit) {
    alarm = clock.schedule(this::ring, limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void ring() {
    lock.lock();
    try {
      if (!closed) {
        late = true;
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the time is over. */
  boolean isLate() {
    lock.lock();
    try {
      return late;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    alarm.cancel(false);
    lock.lock();
    try {
      closed = true;
      if (late) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }
}
