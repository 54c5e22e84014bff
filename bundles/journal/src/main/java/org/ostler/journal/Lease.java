// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who may still read a file whose messages are gone. A message that was opened has no close,
 * so a reader ends when it is no longer reachable; the file lives until then. Safe for many
 * threads.
 */
final class Lease {
  private static final int SEALED = -1;
  private static final Cleaner CLEANER = Cleaner.create();

  private final AtomicInteger holders = new AtomicInteger();

  /** Holds the file for as long as the object is reachable; false when the file is gone. */
  boolean hold(Object reader) {
    if (!take()) {
      return false;
    }
    var count = holders;
    CLEANER.register(reader, count::decrementAndGet);
    return true;
  }

  private boolean take() {
    for (int count = holders.get(); count != SEALED; count = holders.get()) {
      if (holders.compareAndSet(count, count + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether nobody reads and from now on nobody will. */
  boolean seal() {
    return holders.compareAndSet(0, SEALED) || holders.get() == SEALED;
  }
}
