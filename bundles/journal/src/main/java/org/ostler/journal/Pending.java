// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.ostler.api.spool.NoSuchMessage;
import org.ostler.api.spool.SpoolFull;

/** A change on its way to the disk and the thread that waits for it. */
final class Pending {
  private final Change change;
  private final Thread waiter = Thread.currentThread();
  private @Nullable IOException failure;
  private volatile boolean done;

  Pending(Change change) {
    this.change = change;
  }

  Change change() {
    return change;
  }

  void succeed() {
    done = true;
    LockSupport.unpark(waiter);
  }

  void fail(IOException cause) {
    failure = cause;
    succeed();
  }

  /**
   * Waits in the thread that made this. An interrupt does not end the wait, since the change may be
   * on disk already and its caller must know; the thread stays interrupted.
   */
  void await() throws IOException {
    boolean interrupted = false;
    while (!done) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw own(failure);
    }
  }

  /** Many threads may share a cause; each throws an exception of its own. */
  private static IOException own(IOException cause) {
    return switch (cause) {
      case NoSuchMessage missing -> missing;
      case SpoolFull full -> {
        SpoolFull mine = new SpoolFull(String.valueOf(full.getMessage()));
        mine.initCause(full);
        yield mine;
      }
      default -> new IOException(cause.getMessage(), cause);
    };
  }
}
