// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.time.Duration;

/**
 * How a journal uses its directory.
 *
 * @param segmentSize octets after which a new segment begins
 * @param inlineLimit the largest body that is kept in memory and in the segment; a larger one has a
 *     file of its own
 * @param memory octets of bodies that are in memory at most: of those that are being received, and
 *     again of those that wait for their first delivery
 * @param reserve octets of the disk that new messages leave free, as Exim's check_spool_space
 * @param preallocation octets of zeros written ahead, so that a commit changes no metadata; 0 for
 *     none
 * @param checkpointSize octets of records after which the index is saved
 * @param checkpointInterval time after which the index is saved if anything changed
 * @param salvage whether damage is skipped and logged instead of refused
 */
public record JournalSettings(
    int segmentSize,
    int inlineLimit,
    long memory,
    long reserve,
    int preallocation,
    long checkpointSize,
    Duration checkpointInterval,
    boolean salvage) {
  public JournalSettings {
    if (segmentSize < 4096 || segmentSize > 1 << 30) {
      throw new IllegalArgumentException(
          "a segment has 4 KiB to 1 GiB, not " + segmentSize + " octets");
    }
    if (inlineLimit < 0 || inlineLimit > 1 << 24) {
      throw new IllegalArgumentException(
          "an inline body has at most 16 MiB, not " + inlineLimit + " octets");
    }
    if (memory < 0
        || reserve < 0
        || preallocation < 0
        || checkpointSize < 1
        || !checkpointInterval.isPositive()) {
      throw new IllegalArgumentException("sizes and intervals of the journal cannot be negative");
    }
  }

  /**
   * What suits a server: 64 MiB segments, bodies above 256 KiB aside, 8 MiB in memory, 10 MiB in
   * reserve.
   */
  public static JournalSettings defaults() {
    return new JournalSettings(
        64 << 20,
        256 << 10,
        16L << 20,
        10L << 20,
        2 << 20,
        256L << 20,
        Duration.ofMinutes(5),
        false);
  }
}
