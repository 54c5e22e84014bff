// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who was answered, and when: a text file with a line for each, the longest ago first. (Exim keeps
 * a DBM file, which this is not.) Safe for many threads of one server.
 */
final class OnceFile {
  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path file;
  private final int mostOctets;

  /** {@code mostOctets} 0: the file may grow. */
  OnceFile(Path file, int mostOctets) {
    this.file = file;
    this.mostOctets = mostOctets;
  }

  /** Whether the reply to {@code key} is due; {@code repeatSeconds} 0 means once for ever. */
  boolean isDue(String key, long repeatSeconds, Instant now) throws IOException {
    Long last = read().get(line(key));
    return last == null || (repeatSeconds > 0 && now.getEpochSecond() - last >= repeatSeconds);
  }

  void remember(String key, Instant now) throws IOException {
    ReentrantLock lock = LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
    lock.lock();
    try {
      Map<String, Long> all = read();
      all.remove(line(key));
      all.put(line(key), now.getEpochSecond());
      List<String> lines = new ArrayList<>();
      all.forEach((to, when) -> lines.add(when + " " + to + "\n"));
      int octets = lines.stream().mapToInt(String::length).sum();
      while (mostOctets > 0 && octets > mostOctets && lines.size() > 1) {
        octets -= lines.removeFirst().length();
      }
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      // what stands in its place may be a link, which must not be followed
      Files.deleteIfExists(fresh);
      Files.writeString(
          fresh,
          String.join("", lines),
          StandardCharsets.ISO_8859_1,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      lock.unlock();
    }
  }

  private static String line(String key) {
    return key.replace('\n', ' ');
  }

  private Map<String, Long> read() throws IOException {
    Map<String, Long> all = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        int space = line.indexOf(' ');
        if (space > 0 && line.substring(0, space).matches("[0-9]{1,15}")) {
          all.put(line.substring(space + 1), Long.parseLong(line.substring(0, space)));
        }
      }
    }
    return all;
  }
}
