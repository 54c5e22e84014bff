// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The octets of memory that the header sections of all receptions together may hold. Without it a
 * thousand peers that send {@code header_maxsize} each and then fall silent fill the heap, and the
 * server ends. Safe for many threads.
 */
public final class HeaderBudget {
  /** A quarter of the heap, for all receptions of this process. */
  public static final HeaderBudget HEAP = new HeaderBudget(Runtime.getRuntime().maxMemory() / 4);

  private final AtomicLong left;

  /**
   * A budget.
   *
   * @param octets what may be held, 0 or more
   */
  public HeaderBudget(long octets) {
    this.left = new AtomicLong(octets);
  }

  /** Takes octets; false, and nothing is taken, when there are not as many. */
  boolean take(long octets) {
    if (left.addAndGet(-octets) >= 0) {
      return true;
    }
    left.addAndGet(octets);
    return false;
  }

  /** Gives back octets that were taken. */
  void giveBack(long octets) {
    left.addAndGet(octets);
  }

  /** What nobody holds, in octets. */
  public long left() {
    return left.get();
  }
}
