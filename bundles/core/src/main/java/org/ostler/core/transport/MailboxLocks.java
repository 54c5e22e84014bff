// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One delivery at a time to each mailbox file within this process. fcntl locks do not tell our own
 * threads apart.
 */
final class MailboxLocks {
  private final ConcurrentHashMap<Path, Entry> entries = new ConcurrentHashMap<>();

  /** Waits for the mailbox; false when it stayed busy for {@code seconds}. */
  boolean acquire(Path mailbox, long seconds) throws InterruptedException {
    Entry entry =
        entries.compute(mailbox, (path, old) -> (old == null ? new Entry(0) : old).changed(1));
    if (entry == null) {
      return false;
    }
    boolean acquired = false;
    try {
      acquired = entry.semaphore.tryAcquire(seconds, TimeUnit.SECONDS);
      return acquired;
    } finally {
      if (!acquired) {
        forget(mailbox);
      }
    }
  }

  void release(Path mailbox) {
    Entry entry = entries.get(mailbox);
    if (entry != null) {
      entry.semaphore.release();
      forget(mailbox);
    }
  }

  private void forget(Path mailbox) {
    entries.computeIfPresent(
        mailbox,
        (path, old) -> {
          Entry next = old.changed(-1);
          return next.users == 0 ? null : next;
        });
  }

  private record Entry(int users, Semaphore semaphore) {
    Entry(int users) {
      this(users, new Semaphore(1, true));
    }

    Entry changed(int by) {
      return new Entry(users + by, semaphore);
    }
  }
}
