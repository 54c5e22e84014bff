// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.ostler.api.mail.MailView;

/**
 * How the files of lookups and lists looked while one message was received or delivered: they are
 * looked at once, not for each statement of each recipient. Exim too keeps what a file said for as
 * long as a message lasts. Nothing is kept for longer than a second. Confined to one thread.
 */
public final class FileLooks {
  private static final long FRESH_NANOS = 1_000_000_000L;
  private static final int MOST_FILES = 32;

  private final Map<String, Look> looks = new HashMap<>();

  /** A view that remembers its looks. */
  public interface Keeper {
    FileLooks files();
  }

  /**
   * How a file looked.
   *
   * @param path the file
   * @param attributes what the system said of it
   * @param atNanos when, by {@link System#nanoTime()}
   */
  public record Look(Path path, BasicFileAttributes attributes, long atNanos) {
    private static Look now(String file) throws IOException {
      Path path = OpenFailure.path(file);
      return new Look(
          path, Files.readAttributes(path, BasicFileAttributes.class), System.nanoTime());
    }
  }

  /** How the file looks, or looked a moment ago to the same message. */
  public static Look at(String file, MailView mail) throws IOException {
    return mail instanceof Keeper keeper ? keeper.files().at(file) : Look.now(file);
  }

  private Look at(String file) throws IOException {
    Look known = looks.get(file);
    if (known != null && System.nanoTime() - known.atNanos() < FRESH_NANOS) {
      return known;
    }
    Look look = Look.now(file);
    if (looks.size() >= MOST_FILES) {
      looks.clear();
    }
    looks.put(file, look);
    return look;
  }

  /** Another message begins. */
  public void forget() {
    looks.clear();
  }
}
