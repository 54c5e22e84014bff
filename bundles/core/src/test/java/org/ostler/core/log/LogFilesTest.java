// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.InvalidArgument;

class LogFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:13:43.495Z");
  private static final QueueId ID = new QueueId("1xUZfj-0005d9-1b");

  @TempDir Path data;

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);

  @Test
  void writesTimeQueueIdAndText() throws Exception {
    try (LogFiles log = open("", false)) {
      log.main(ID, "Completed");
      log.main(null, "Start queue run: pid=1");
    }
    assertThat(read("log/mainlog"))
        .isEqualTo(
            """
            2026-11-21 01:13:43 1xUZfj-0005d9-1b Completed
            2026-11-21 01:13:43 Start queue run: pid=1
            """);
  }

  @Test
  void writesMillisecondsZoneAndProcess() throws Exception {
    try (LogFiles log =
        new LogFiles(
            new LogSettings(
                LogPaths.standard(data),
                LogSelection.parse("+millisec +pid"),
                true,
                true,
                clock::get,
                ZoneId.of("+02:00")))) {
      log.main(null, "x");
    }
    assertThat(read("log/mainlog"))
        .isEqualTo("2026-11-21 03:13:43.495 +0200 [" + ProcessHandle.current().pid() + "] x\n");
  }

  @Test
  void lineEndsInTextNeverSplitALine() throws Exception {
    try (LogFiles log = open("", false)) {
      log.main(null, "one\ntwo\r\n2026 fake");
    }
    assertThat(read("log/mainlog")).isEqualTo("2026-11-21 01:13:43 one\\ntwo\\r\\n2026 fake\n");
  }

  @Test
  void refusalsGoToMainAndRejectLogWithHeaderFields() throws Exception {
    try (LogFiles log = open("", false)) {
      log.reject(
          ID,
          "rejected after DATA: spam",
          "Envelope-from: <s@x>\nEnvelope-to: <a@y>\n",
          List.of(
              new HeaderField("Received", " from x\n\tby y"),
              new HeaderField("Subject", " s"),
              new HeaderField("reply-to", " a@b")));
    }
    assertThat(read("log/mainlog"))
        .isEqualTo("2026-11-21 01:13:43 1xUZfj-0005d9-1b rejected after DATA: spam\n");
    assertThat(read("log/rejectlog"))
        .isEqualTo(
            """
            2026-11-21 01:13:43 1xUZfj-0005d9-1b rejected after DATA: spam
            Envelope-from: <s@x>
            Envelope-to: <a@y>
            P Received: from x
            \tby y
              Subject: s
            R reply-to: a@b
            """);
  }

  @Test
  void panicGoesToBoth() throws Exception {
    try (LogFiles log = open("", false)) {
      log.panic(null, "help");
    }
    assertThat(read("log/paniclog")).isEqualTo(read("log/mainlog")).contains("help");
  }

  @Test
  void followsRotation() throws Exception {
    try (LogFiles log = open("", false)) {
      log.main(null, "before");
      log.flush();
      Files.move(data.resolve("log/mainlog"), data.resolve("log/mainlog.1"));
      log.main(null, "after");
    }
    assertThat(read("log/mainlog.1")).contains("before").doesNotContain("after");
    assertThat(read("log/mainlog")).contains("after");
  }

  @Test
  void datedFilesChangeAtMidnightAndThePanicLogHasNoDate() throws Exception {
    try (LogFiles log =
        new LogFiles(
            new LogSettings(
                LogPaths.parse(data + "/%slog-%D", data),
                LogSelection.standard(),
                false,
                true,
                clock::get,
                ZoneOffset.UTC))) {
      log.main(null, "one");
      clock.set(NOW.plus(Duration.ofDays(1)));
      log.main(null, "two");
      log.panic(null, "three");
    }
    assertThat(read("mainlog-20261121")).contains("one").doesNotContain("two");
    assertThat(read("mainlog-20261122")).contains("two");
    assertThat(read("paniclog")).contains("three");
  }

  @Test
  void nothingIsLostWhenManyThreadsWrite() throws Exception {
    int threads = 8;
    int lines = 5_000;
    try (LogFiles log = open("", false)) {
      List<Thread> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int number = t;
        all.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int i = 0; i < lines; i++) {
                        log.main(null, number + " " + i);
                      }
                    }));
      }
      for (Thread thread : all) {
        thread.join();
      }
    }
    assertThat(read("log/mainlog").lines()).hasSize(threads * lines).doesNotHaveDuplicates();
  }

  @Test
  void panicLogNamesAreThoseOfTheSpecification() throws Exception {
    assertThat(panic("/var/spool/exim/log/%slog-%D")).isEqualTo("/var/spool/exim/log/paniclog");
    assertThat(panic("/var/log/exim-%s-%D.log")).isEqualTo("/var/log/exim-panic.log");
    assertThat(panic("/var/spool/exim/log/%D-%slog")).isEqualTo("/var/spool/exim/log/paniclog");
    assertThat(panic("/var/log/exim/%s.%M")).isEqualTo("/var/log/exim/panic");
  }

  @Test
  void pathsOfTheListAreFilesAndSyslogIsNone() throws Exception {
    assertThat(LogPaths.parse("syslog : /a/%s", data).pattern()).isEqualTo("/a/%s");
    assertThat(LogPaths.parse(": syslog", data)).isEqualTo(LogPaths.standard(data));
    assertThat(List.of("syslog", "syslog:", "").stream().map(LogPaths::hasFiles))
        .containsExactly(false, false, true);
    assertThat(List.of(":syslog", "syslog:/a", "/a").stream().map(LogPaths::hasFiles))
        .containsOnly(true);
    assertThatThrownBy(() -> LogPaths.parse("/a/%s : /b/%s", data))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("more than one path");
    assertThatThrownBy(() -> LogPaths.parse("log/%s", data)).hasMessageContaining("absolute");
  }

  private String panic(String pattern) throws InvalidArgument {
    return LogPaths.parse(pattern, data)
        .file(LogPaths.LogName.PANIC, java.time.LocalDate.of(2026, 11, 21))
        .toString();
  }

  private LogFiles open(String selector, boolean zone) throws InvalidArgument {
    Set<LogSelector> selectors = LogSelection.parse(selector);
    InstantSource source = clock::get;
    return new LogFiles(
        new LogSettings(LogPaths.standard(data), selectors, zone, true, source, ZoneOffset.UTC));
  }

  private String read(String name) throws IOException {
    return Files.readString(data.resolve(name), StandardCharsets.ISO_8859_1);
  }
}
