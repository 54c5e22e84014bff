// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;

/**
 * Something on disk is not what was written. The message is one sentence with the file, the place
 * and what to do.
 */
final class DamagedSpool extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedSpool(String message) {
    super(message);
  }

  /** Damage at a place in a file. */
  static DamagedSpool at(Disk disk, String file, long offset, String what) {
    return new DamagedSpool(
        disk
            + "/"
            + file
            + " is damaged at offset "
            + offset
            + " ("
            + what
            + "): restore the spool from a backup, or start once with"
            + " OSTLER_JAVA_OPTS=-Dostler.journal.salvage=true to keep every message that can"
            + " still be read");
  }
}
