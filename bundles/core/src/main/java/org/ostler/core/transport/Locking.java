// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.util.stream.Stream;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * How a mailbox file is locked against other programs.
 *
 * @param lockFile by a file beside it
 * @param fcntl by a lock of fcntl
 * @param flock by a lock of flock
 * @param mbx as the c-client library does: those who read share a lock on the mailbox, and who
 *     changes it holds another file in {@code /tmp}
 */
record Locking(boolean lockFile, boolean fcntl, boolean flock, boolean mbx) {
  private static final Option<Boolean> MBX = FileOptions.USE_MBX_LOCK;

  /** What the options say; what they leave open follows from the others. */
  static Locking of(Settings settings) {
    boolean anything =
        Stream.of(
                FileOptions.USE_LOCKFILE,
                FileOptions.USE_FCNTL_LOCK,
                FileOptions.USE_FLOCK_LOCK,
                MBX)
            .anyMatch(settings::isSet);
    boolean mbx = settings.value(FileOptions.MBX_FORMAT) && !anything ? true : settings.value(MBX);
    boolean flock = settings.value(FileOptions.USE_FLOCK_LOCK);
    if (!mbx) {
      return new Locking(
          settings.value(FileOptions.USE_LOCKFILE),
          settings.value(FileOptions.USE_FCNTL_LOCK),
          flock,
          false);
    }
    boolean file = said(settings, FileOptions.USE_LOCKFILE);
    boolean fcntl = said(settings, FileOptions.USE_FCNTL_LOCK);
    return new Locking(file, fcntl || !flock, flock, true);
  }

  private static boolean said(Settings settings, Option<Boolean> option) {
    return settings.isSet(option) && settings.value(option);
  }

  boolean isNone() {
    return !lockFile && !fcntl && !flock && !mbx;
  }
}
