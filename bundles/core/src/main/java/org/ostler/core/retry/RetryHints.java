// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which hosts and addresses fail, and until when to leave them alone. Keys are {@code
 * T:host:ip:port} for hosts and {@code R:address} for addresses. It lives in one file to which each
 * change is appended; what is lost of it costs an attempt and never mail, so nothing waits for the
 * disk. Safe for many threads.
 */
public final class RetryHints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetryHints.class);
  private static final int SLACK = 1000;
  private static final Duration CLOCK_ERROR = Duration.ofHours(1);

  private final Path file;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Duration expiry;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Hint> hints = new LinkedHashMap<>();
  private @Nullable BufferedWriter out;
  private int written;

  private RetryHints(Path file, InstantSource clock, RandomGenerator random, Duration expiry) {
    this.file = file;
    this.clock = clock;
    this.random = random;
    this.expiry = expiry;
  }

  /**
   * Opens the file, making it when it is not there; what is older than {@code expiry} is forgotten
   * then and later.
   */
  public static RetryHints open(
      Path file, InstantSource clock, RandomGenerator random, Duration expiry) throws IOException {
    RetryHints hints = new RetryHints(file, clock, random, expiry);
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        hints.read(line);
      }
    }
    hints.rewrite();
    return hints;
  }

  /** A line is a change; one that a crash cut short is left out. */
  private void read(String line) {
    String[] fields = line.split("\t", 7);
    if (fields.length == 3 && fields[0].equals("-")) {
      hints.remove(fields[1]);
    } else if (fields.length == 7 && fields[0].equals("+")) {
      try {
        hints.put(
            fields[1],
            new Hint(
                Instant.ofEpochSecond(Long.parseLong(fields[2])),
                Instant.ofEpochSecond(Long.parseLong(fields[3])),
                Instant.ofEpochSecond(Long.parseLong(fields[4])),
                fields[5].equals("1"),
                fields[6]));
      } catch (NumberFormatException | DateTimeException e) {
        LOG.warn("a line of {} makes no sense and is left out", file);
      }
    }
  }

  private static String line(String key, Hint hint) {
    return String.join(
            "\t",
            List.of(
                "+",
                key,
                Long.toString(hint.first().getEpochSecond()),
                Long.toString(hint.last().getEpochSecond()),
                Long.toString(hint.next().getEpochSecond()),
                hint.expired() ? "1" : "0",
                hint.reason().replaceAll("[\\r\\n\\t]", " ")))
        + "\n";
  }

  public @Nullable Hint find(String key) {
    lock.lock();
    try {
      return live(key);
    } finally {
      lock.unlock();
    }
  }

  /** What is too old says nothing about now: a rule begins anew, instead of giving up at once. */
  private @Nullable Hint live(String key) {
    Hint hint = hints.get(key);
    return hint == null || isDead(hint) ? null : hint;
  }

  /** Too old, or of a time that a clock set wrong had once. */
  private boolean isDead(Hint hint) {
    Instant now = clock.instant();
    return hint.last().isBefore(now.minus(expiry)) || hint.last().isAfter(now.plus(CLOCK_ERROR));
  }

  /** Remembers a failure by its rule and says what is known now. */
  public Hint failed(String key, RetryRule rule, Duration longest, String reason) {
    lock.lock();
    try {
      Hint hint = Hint.after(live(key), rule, clock.instant(), longest, reason, random);
      hints.put(key, hint);
      append(line(key, hint));
      return hint;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a host or an address that works. */
  public void worked(String key) {
    lock.lock();
    try {
      if (hints.remove(key) != null) {
        append("-\t" + key + "\t\n");
      }
    } finally {
      lock.unlock();
    }
  }

  private void append(String line) {
    try {
      BufferedWriter writer = out;
      if (writer == null) {
        return;
      }
      writer.write(line);
      writer.flush();
      written++;
      if (written > 2 * hints.size() + SLACK) {
        rewrite();
      }
    } catch (IOException e) {
      LOG.warn("retry times cannot be kept in {}: {}", file, e.getMessage());
    }
  }

  private void rewrite() throws IOException {
    close();
    // Hostile mail names addresses without end: what is forgotten here bounds them.
    hints.values().removeIf(this::isDead);
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (BufferedWriter writer = Files.newBufferedWriter(next, StandardCharsets.ISO_8859_1)) {
      for (Map.Entry<String, Hint> entry : hints.entrySet()) {
        writer.write(line(entry.getKey(), entry.getValue()));
      }
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    out = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
    written = 0;
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (out != null) {
        out.close();
        out = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
