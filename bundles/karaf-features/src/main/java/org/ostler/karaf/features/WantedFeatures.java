// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The features that an administrator installed by hand, one name a line in a file of the data
 * directory. Karaf remembers them too, but in its cache, which an upgrade of the distribution
 * empties.
 */
final class WantedFeatures {
  private final Path file;
  private final ReentrantLock changing = new ReentrantLock();

  WantedFeatures(Path file) {
    this.file = file;
  }

  Set<String> names() throws IOException {
    return Files.exists(file)
        ? new TreeSet<>(Files.readAllLines(file, StandardCharsets.ISO_8859_1))
        : Set.of();
  }

  void add(String name) throws IOException {
    change(name, true);
  }

  void remove(String name) throws IOException {
    change(name, false);
  }

  private void change(String name, boolean wanted) throws IOException {
    changing.lock();
    try {
      Set<String> names = new TreeSet<>(names());
      if (wanted ? names.add(name) : names.remove(name)) {
        // Written beside and moved over it, so that a crash leaves the old list or the new one.
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, names, StandardCharsets.ISO_8859_1);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      changing.unlock();
    }
  }
}
