// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.core.log.LogPaths.LogName;

/**
 * The three logs as files, as entries of syslog, or both. A line gets its time when it is handed in
 * and is written by one thread; a caller waits when that thread is far behind, so memory is bounded
 * and no line is dropped. {@link #close()} returns when all lines are in the files. When a file
 * cannot be written, the lines go to standard error, since mail must not stop for a log.
 */
public final class LogFiles implements Log, AutoCloseable {
  private static final String PID = " [" + ProcessHandle.current().pid() + "]";

  private final LogSettings settings;
  private final Set<LogSelector> selectors;
  private final Stamp stamp;
  private final LogWriter writer;
  private final ReentrantLock debugging = new ReentrantLock();

  public LogFiles(LogSettings settings) {
    this.settings = settings;
    this.selectors = EnumSet.noneOf(LogSelector.class);
    this.selectors.addAll(settings.selectors());
    this.stamp =
        new Stamp(
            settings.zone(), selectors.contains(LogSelector.MILLISEC), settings.timeZoneShown());
    SyslogSettings syslog = settings.syslog();
    this.writer =
        new LogWriter(
            settings.paths(),
            settings.zone(),
            syslog == null ? null : new Syslog(syslog, settings.zone()));
  }

  @Override
  public boolean selects(LogSelector selector) {
    return selectors.contains(selector);
  }

  @Override
  public void main(@Nullable QueueId id, String text) {
    write(id, text, "", EnumSet.of(LogName.MAIN));
  }

  @Override
  public void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields) {
    reject(id, text, "", headerFields);
  }

  @Override
  public void reject(
      @Nullable QueueId id, String text, String envelope, List<HeaderField> headerFields) {
    write(id, text, dump(envelope, headerFields), EnumSet.of(LogName.MAIN, LogName.REJECT));
  }

  @Override
  public void rejectOnly(@Nullable QueueId id, String text) {
    write(id, text, "", EnumSet.of(LogName.REJECT));
  }

  @Override
  public void panic(@Nullable QueueId id, String text) {
    write(id, text, "", EnumSet.of(LogName.MAIN, LogName.PANIC));
  }

  @Override
  public void panicOnly(@Nullable QueueId id, String text) {
    write(id, text, "", EnumSet.of(LogName.PANIC));
  }

  /** An entry of some logs; the reject log's has the dump behind it. */
  private void write(@Nullable QueueId id, String text, String dump, Set<LogName> logs) {
    if (!settings.rejectLog()) {
      logs.remove(LogName.REJECT);
    }
    Instant now = settings.clock().instant();
    SyslogSettings syslog = settings.syslog();
    String line = settings.files() ? line(now, id, text, true, true) : null;
    String sent = syslog == null ? null : line(now, id, text, syslog.timestamp(), syslog.pid());
    LogName gravest = logs.isEmpty() ? LogName.MAIN : Collections.max(logs);
    for (LogName log : logs) {
      String more = log == LogName.REJECT ? dump : "";
      boolean twice = syslog != null && !syslog.duplication() && log != gravest;
      writer.add(
          log, now, line == null ? null : line + more, sent == null || twice ? null : sent + more);
    }
  }

  @Override
  public void debug(String tag, String text) {
    Instant now = settings.clock().instant();
    Path file = settings.paths().debugFile(tag);
    debugging.lock();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          line(now, null, text, true, true),
          StandardCharsets.ISO_8859_1,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException trouble) {
      panic(null, "the debug log cannot be written: " + trouble.getMessage());
    } finally {
      debugging.unlock();
    }
  }

  @Override
  public void forgetDebug(String tag) {
    debugging.lock();
    try {
      Files.deleteIfExists(settings.paths().debugFile(tag));
    } catch (IOException trouble) {
      panic(null, "the debug log cannot be removed: " + trouble.getMessage());
    } finally {
      debugging.unlock();
    }
  }

  /** Waits until every line handed in so far is in its file. */
  public void flush() {
    writer.flush();
  }

  @Override
  public void close() {
    writer.close();
  }

  private String line(
      Instant now, @Nullable QueueId id, String text, boolean timed, boolean numbered) {
    StringBuilder line = new StringBuilder(text.length() + 64);
    if (timed) {
      stamp.append(now, line);
    }
    if (numbered && selectors.contains(LogSelector.PID)) {
      line.append(PID);
    }
    line.append(line.isEmpty() ? "" : " ");
    if (id != null) {
      line.append(id.value()).append(' ');
    }
    appendOneLine(text, line);
    return line.append('\n').toString();
  }

  private String dump(String envelope, List<HeaderField> headerFields) {
    if (headerFields.isEmpty() || !selectors.contains(LogSelector.REJECTED_HEADER)) {
      return "";
    }
    StringBuilder dump = new StringBuilder(envelope);
    for (HeaderField field : headerFields) {
      dump.append(Refusal.letter(field)).append(' ').append(field.text());
    }
    return dump.toString();
  }

  private static void appendOneLine(String text, StringBuilder line) {
    if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
      line.append(text);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(text.charAt(i));
      }
    }
  }
}
