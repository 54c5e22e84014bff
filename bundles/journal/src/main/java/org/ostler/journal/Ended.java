// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

/** Waits for threads that have been told to end. */
final class Ended {
  private Ended() {}

  /**
   * Returns when it has ended: an interrupt waits until then, since what it writes must not be cut.
   */
  static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
