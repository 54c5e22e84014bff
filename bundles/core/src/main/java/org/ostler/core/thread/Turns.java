// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.thread;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets so many at a time do what has a name; the others wait. Safe for many threads. */
public final class Turns {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition over = lock.newCondition();
  private final Map<String, Integer> running = new HashMap<>();

  /** Waits until fewer than {@code most} are at it; each turn is given back once. */
  public void take(String name, int most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (running.getOrDefault(name, 0) >= most) {
        over.await();
      }
      running.merge(name, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
  }

  /** The turn is over. */
  public void giveBack(String name) {
    lock.lock();
    try {
      running.computeIfPresent(name, (key, count) -> count > 1 ? count - 1 : null);
      over.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
