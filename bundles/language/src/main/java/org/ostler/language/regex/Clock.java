// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** Ends a match that takes too long. Most matches end before it looks at the time at all. */
final class Clock {
  private static final int STEPS_BETWEEN_LOOKS = 1 << 14;

  /** So many octets, as a power of two, are looked at in the time of one instruction. */
  private static final int OCTETS_A_STEP = 3;

  private final long limitNanos;
  private long deadlineNanos;
  private boolean running;
  private int steps;

  /** A clock for matches that may take this long from the first look at the time on. */
  Clock(long limitNanos) {
    this.limitNanos = limitNanos;
  }

  void start() {
    running = false;
    steps = STEPS_BETWEEN_LOOKS;
  }

  /** Counts an instruction. */
  void step() throws State.Full {
    if (--steps < 0) {
      look();
    }
  }

  /** Counts octets that an instruction looked at. */
  void spend(int octets) {
    steps -= octets >> OCTETS_A_STEP;
  }

  private void look() throws State.Full {
    steps = STEPS_BETWEEN_LOOKS;
    long now = System.nanoTime();
    if (!running) {
      running = true;
      deadlineNanos = now + limitNanos;
    } else if (now - deadlineNanos > 0) {
      throw new State.Full();
    }
  }
}
