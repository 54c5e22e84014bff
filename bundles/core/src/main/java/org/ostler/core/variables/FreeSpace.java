// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Option;
import org.ostler.core.mail.Situation;

/**
 * {@code $spool_space}, {@code $log_space} and how many more files there may be. The platform tells
 * of no file system how many: it is as with those that have no such limit, -1.
 */
final class FreeSpace {
  private static final Option<Expandable> LOG_FILE_PATH = Option.expanded("log_file_path", null);
  private static final int KIBI = 1024;
  static final long UNKNOWN = -1;

  private FreeSpace() {}

  /** In kibioctets; -1 when nobody knows. */
  static long of(Path directory) {
    // Asked for each message. A FileStore would first read the table of all mounted file systems.
    long octets = directory.toFile().getUsableSpace();
    return octets == 0 && !Files.isDirectory(directory) ? UNKNOWN : octets / KIBI;
  }

  /** Where the logs are; the data directory when that is where they are by default. */
  static long ofLogs(Situation situation, HostFacts host) throws InterruptedException {
    Expandable option = situation.settings().find(LOG_FILE_PATH).orElse(null);
    if (option != null && option.expand(situation) instanceof Expansion.Value value) {
      for (String item : List.of(value.text().value().split(":", -1))) {
        if (item.strip().startsWith("/")) {
          return ofNearest(item.strip(), host.data());
        }
      }
    }
    return of(host.data());
  }

  /** Of the directory in which a file is, or is going to be. */
  private static long ofNearest(String file, Path otherwise) {
    try {
      Path directory = Path.of(file).getParent();
      while (directory != null && !Files.isDirectory(directory)) {
        directory = directory.getParent();
      }
      return of(directory == null ? otherwise : directory);
    } catch (InvalidPathException noFile) {
      return of(otherwise);
    }
  }
}
