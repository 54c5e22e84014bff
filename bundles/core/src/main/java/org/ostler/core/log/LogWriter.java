// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ostler.core.log.LogPaths.LogName;

/** The thread that writes. What waits is written in one go for each file, in the order it came. */
final class LogWriter {
  private static final int CAPACITY = 8192;

  private final LogPaths paths;
  private final ZoneId zone;
  private final @Nullable Syslog syslog;
  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private final Map<LogName, OpenFile> open = new EnumMap<>(LogName.class);
  private final ReentrantLock files = new ReentrantLock();
  private final Thread thread;
  private volatile boolean closed;

  LogWriter(LogPaths paths, ZoneId zone, @Nullable Syslog syslog) {
    this.syslog = syslog;
    this.paths = paths;
    this.zone = zone;
    this.thread = Thread.ofPlatform().name("ostler-log").daemon().start(this::run);
  }

  /** Takes an entry for a file, for syslog, or for both. */
  void add(LogName log, Instant when, @Nullable String text, @Nullable String sent) {
    Line line = new Line(log, when, text, sent);
    if (closed) {
      write(List.of(line)); // a late word of a thread that outlives the server's stop
    } else {
      put(line);
    }
  }

  void flush() {
    if (closed) {
      return;
    }
    Mark mark = new Mark(new CountDownLatch(1), false);
    put(mark);
    await(mark.reached());
  }

  void close() {
    if (closed) {
      return;
    }
    Mark mark = new Mark(new CountDownLatch(1), true);
    put(mark);
    await(mark.reached());
    List<Entry> late = new ArrayList<>();
    waiting.drainTo(late);
    write(late);
    closeFiles();
  }

  /** An interrupted session still logs how it ended: the interrupt is kept for later. */
  private void put(Entry entry) {
    boolean interrupted = false;
    while (true) {
      try {
        waiting.put(entry);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(CountDownLatch reached) {
    boolean interrupted = false;
    while (true) {
      try {
        reached.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Entry> batch = new ArrayList<>();
    boolean last = false;
    while (!last) {
      batch.clear();
      try {
        batch.add(waiting.take());
      } catch (InterruptedException e) {
        continue; // only close() ends this thread
      }
      waiting.drainTo(batch);
      try {
        write(batch);
      } catch (RuntimeException bug) {
        // Without this thread every other one would wait for it at its next word.
        System.err.println("ostler: lines for the log are lost: " + bug);
      }
      for (Entry entry : batch) {
        if (entry instanceof Mark mark) {
          last |= mark.last();
          closed |= mark.last();
          mark.reached().countDown();
        }
      }
    }
  }

  private void write(List<Entry> batch) {
    files.lock();
    try {
      Map<LogName, StringBuilder> texts = new EnumMap<>(LogName.class);
      Map<LogName, LocalDate> days = new EnumMap<>(LogName.class);
      for (Entry entry : batch) {
        if (entry instanceof Line line && line.text() != null) {
          LocalDate day =
              paths.isDated() ? line.when().atZone(zone).toLocalDate() : LocalDate.EPOCH;
          LocalDate before = days.put(line.log(), day);
          if (before != null && !before.equals(day)) {
            write(line.log(), before, texts.remove(line.log()));
          }
          texts.computeIfAbsent(line.log(), log -> new StringBuilder()).append(line.text());
        }
      }
      texts.forEach((log, text) -> write(log, days.get(log), text));
      batch.forEach(
          entry -> {
            if (entry instanceof Line line) {
              send(line);
            }
          });
    } finally {
      files.unlock();
    }
  }

  private void send(Line line) {
    String entry = line.sent();
    if (syslog != null && entry != null && !syslog.write(line.log(), line.when(), entry)) {
      System.err.println("ostler: nobody takes entries of syslog: " + entry.stripTrailing());
    }
  }

  private void write(LogName log, @Nullable LocalDate day, @Nullable StringBuilder text) {
    if (text == null || day == null) {
      return;
    }
    byte[] octets = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    try {
      file(log, day).out().write(octets);
    } catch (IOException e) {
      System.err.println("ostler: cannot write log file " + paths.file(log, day) + ": " + e);
      System.err.write(octets, 0, octets.length);
    }
  }

  /** The file, opened anew when it was renamed or removed since, as log rotation does. */
  private OpenFile file(LogName log, LocalDate day) throws IOException {
    OpenFile known = open.get(log);
    Path path = known != null && known.day().equals(day) ? known.path() : paths.file(log, day);
    if (known != null && known.path().equals(path) && Objects.equals(known.key(), key(path))) {
      return known;
    }
    if (known != null) {
      open.remove(log);
      known.out().close();
    }
    Path directory = path.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    OutputStream out =
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    OpenFile fresh = new OpenFile(day, path, key(path), out);
    open.put(log, fresh);
    return fresh;
  }

  private static @Nullable Object key(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null; // it is gone: not the file that is open
    }
  }

  private void closeFiles() {
    files.lock();
    try {
      for (OpenFile file : open.values()) {
        file.out().close();
      }
      open.clear();
      if (syslog != null) {
        syslog.close();
      }
    } catch (IOException e) {
      System.err.println("ostler: cannot close a log file: " + e);
    } finally {
      files.unlock();
    }
  }

  private sealed interface Entry {}

  private record Line(LogName log, Instant when, @Nullable String text, @Nullable String sent)
      implements Entry {}

  private record Mark(CountDownLatch reached, boolean last) implements Entry {}

  private record OpenFile(LocalDate day, Path path, @Nullable Object key, OutputStream out) {}
}
