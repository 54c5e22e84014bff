// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the files stand that remember whom {@code vacation} answered. */
public final class VacationDirectory {
  /** After which no script asks for a file any more. */
  private static final Duration OLDEST = Duration.ofDays(31);

  private static final String NAMES = "[0-9A-F]{32}";

  /** Files that one run looks at, so that a full directory holds no delivery. */
  private static final int MOST_FILES = 1000;

  private VacationDirectory() {}

  /**
   * Takes away what is too old to matter; a directory that is not there yet has nothing. Below the
   * user's home it must not be a link of the user's to somewhere else.
   *
   * @param home the user's home directory; null when there is none
   */
  public static void tidy(Path directory, @Nullable String home, Instant now) throws IOException {
    if (home != null
        && Files.exists(directory)
        && directory.startsWith(home)
        && !directory.toRealPath().startsWith(Path.of(home).toRealPath())) {
      throw new IOException("a symbolic link leads out of the home directory");
    }
    FileTime oldest = FileTime.from(now.minus(OLDEST));
    int seen = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (++seen > MOST_FILES) {
          return;
        }
        if (file.getFileName().toString().matches(NAMES)
            && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).compareTo(oldest) < 0) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException none) {
      // or one that another run took away
    } catch (DirectoryIteratorException broken) {
      throw broken.getCause();
    }
  }
}
