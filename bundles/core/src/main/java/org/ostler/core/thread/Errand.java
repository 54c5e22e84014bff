// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.thread;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ostler.language.trace.Trace;

/**
 * Work for one virtual thread that the thread does not hold once it has begun.
 *
 * <p>A thread keeps what it was given to run after its end, and others may keep the thread: when
 * two threads load the same class at the same time, Felix 7.0.5 leaves one of them among the class
 * loader's locks ({@code BundleWiringImpl.BundleClassLoader.defineClassParallel}: the second finds
 * the class loaded after it took the lock, and does not give the lock back). Core's class loader
 * lives as long as the server, so such a thread would keep its message, what features noted about
 * the message, and with it the class loader of a feature that was updated long ago.
 */
public final class Errand implements Runnable {
  private final AtomicReference<@Nullable Runnable> work;

  private Errand(Runnable work) {
    this.work = new AtomicReference<>(work);
  }

  /** Starts a virtual thread of that name for the work; who listens to this one hears it too. */
  public static Thread start(String name, Runnable work) {
    return Thread.ofVirtual().name(name).start(new Errand(Trace.carried(work)));
  }

  @Override
  public void run() {
    Runnable mine = work.getAndSet(null);
    if (mine != null) {
      mine.run();
    }
  }
}
