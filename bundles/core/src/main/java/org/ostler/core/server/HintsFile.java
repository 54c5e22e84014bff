// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ostler.core.acl.Hints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code ratelimit} and {@code seen} remember: in memory, and every few seconds in a file that
 * replaces the last one as a whole. A kill loses the last seconds of it, which costs no mail.
 */
final class HintsFile implements Hints, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HintsFile.class);
  private static final long SECONDS = 5;
  private static final int MOST = 200_000;

  private final Path directory;
  private final Path file;
  private final Map<String, String> values = new ConcurrentHashMap<>();
  private final AtomicBoolean changed = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private volatile boolean closed;

  /**
   * Keeps the file {@code hints} in the directory, which is made when there is something to keep.
   */
  HintsFile(Path directory) {
    this.directory = directory;
    this.file = directory.resolve("hints");
    read();
    Thread.ofVirtual().name("hints").start(this::keepSaving);
  }

  @Override
  public @Nullable String update(String key, UnaryOperator<@Nullable String> change) {
    if (values.size() > MOST) {
      // Hostile peers can make keys without end; forgetting some costs a few of them their record.
      values.keySet().stream().limit(MOST / 10).toList().forEach(values::remove);
    }
    changed.set(true);
    return values.compute(key, (name, old) -> change.apply(old));
  }

  @Override
  public @Nullable String get(String key) {
    return values.get(key);
  }

  private void read() {
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
          int space = line.indexOf(' ');
          if (space > 0) {
            values.put(decode(line.substring(0, space)), decode(line.substring(space + 1)));
          }
        }
      }
    } catch (IOException | IllegalArgumentException damaged) {
      LOG.warn("the hints in {} cannot be read and begin anew: {}", file, damaged.getMessage());
      values.clear();
    }
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1);
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void keepSaving() {
    lock.lock();
    try {
      while (!closed) {
        closing.await(SECONDS, TimeUnit.SECONDS);
        save();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void save() {
    if (!changed.compareAndSet(true, false)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    values.forEach(
        (key, value) -> text.append(encode(key)).append(' ').append(encode(value)).append('\n'));
    try {
      Path next = directory.resolve("hints.new");
      Files.createDirectories(directory);
      Files.writeString(next, text, StandardCharsets.US_ASCII);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException trouble) {
      LOG.warn("the hints cannot be saved in {}: {}", file, trouble.getMessage());
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
      save();
    } finally {
      lock.unlock();
    }
  }
}
