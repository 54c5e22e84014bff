// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.time.Duration;

/**
 * What one expansion of a string of a user's may use up: nested lists and replacements can grow and
 * last without end. Confined to one thread.
 */
final class Allowance {
  /** Far more than a filter of a message needs. */
  private static final int MOST_OCTETS = 1 << 24;

  private static final int MOST_PARTS = 1 << 20;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** How often the clock is looked at. */
  private static final int PARTS_BETWEEN = 64;

  private final long started = System.nanoTime();
  private int octets;
  private int parts;

  /** Takes off what a part of the string has made. */
  void spend(int made) throws Stop {
    octets += made;
    parts++;
    boolean late = parts % PARTS_BETWEEN == 0 && System.nanoTime() - started > LONGEST.toNanos();
    if (octets > MOST_OCTETS || parts > MOST_PARTS || late) {
      throw Stop.failed("the expansion is too much work for a filter file");
    }
  }
}
