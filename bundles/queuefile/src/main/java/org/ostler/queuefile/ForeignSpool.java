// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the messages of an Exim: in its spool directory, in the {@code input} directory of it, with
 * or without {@code split_spool_directory}, or in any directory of pairs.
 */
final class ForeignSpool {
  private ForeignSpool() {}

  /** The messages that are still to be taken, oldest first. */
  static List<ForeignMessage> messages(Path directory) throws IOException {
    List<ForeignMessage> found = new ArrayList<>();
    collect(directory, found);
    Path input = directory.resolve("input");
    if (Files.isDirectory(input)) {
      collect(input, found);
    }
    found.sort(Comparator.comparing(ForeignMessage::id));
    return found;
  }

  private static void collect(Path directory, List<ForeignMessage> found) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (file.getFileName().toString().length() == 1 && Files.isDirectory(file)) {
          collect(file, found);
        }
        ForeignMessage message = ForeignMessage.of(file);
        if (message != null) {
          found.add(message);
        }
      }
    }
  }
}
