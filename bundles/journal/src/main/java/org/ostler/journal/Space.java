// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import org.ostler.api.spool.SpoolFull;

/** Keeps a reserve on the disk: new mail is refused before deliveries cannot be recorded. */
final class Space {
  /** Asking the file system for every message would cost more than it tells. */
  private static final long FRESH_NANOS = 50_000_000;

  private final Disk disk;
  private final long reserve;
  private volatile long freeUntil = System.nanoTime();

  Space(Disk disk, long reserve) {
    this.disk = disk;
    this.reserve = reserve;
  }

  /** Throws if less than the reserve is free. */
  void require() throws IOException {
    long now = System.nanoTime();
    if (reserve == 0 || now - freeUntil < 0) {
      return;
    }
    long usable = disk.usableSpace();
    if (usable < reserve) {
      throw new SpoolFull(
          "the disk of " + disk + " has " + usable + " octets left, the reserve is " + reserve);
    }
    freeUntil = now + FRESH_NANOS;
  }
}
