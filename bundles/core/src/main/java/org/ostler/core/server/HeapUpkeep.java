// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;

/**
 * Keeps the heap near what lives in it. The serial collector, the one with the least memory of its
 * own, does not collect the old generation before it has grown to the largest heap, which is there
 * for peaks: left alone, a busy server would hold hundreds of megabytes that are mostly garbage.
 * With little alive a full collection takes some hundredth of a second. For one thread.
 */
final class HeapUpkeep {
  private static final String OLD_GENERATION = "Tenured Gen"; // the serial collector's name for it
  private static final long LEAST_GROWTH = 12L << 20;

  private final Optional<MemoryPoolMXBean> old =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getName().equals(OLD_GENERATION))
          .findFirst();

  /** Collects when it is worth it; other collectors see to that by themselves. */
  void look() {
    old.filter(HeapUpkeep::isWorthwhile).ifPresent(_ -> System.gc());
  }

  private static boolean isWorthwhile(MemoryPoolMXBean pool) {
    return isWorthwhile(pool.getUsage().getUsed(), pool.getCollectionUsage().getUsed());
  }

  /**
   * Whether the old generation has grown by a quarter, and by so much that it matters.
   *
   * @param used octets in it now
   * @param lived octets in it after the last full collection
   */
  static boolean isWorthwhile(long used, long lived) {
    return used - lived > Math.max(LEAST_GROWTH, lived / 4);
  }
}
