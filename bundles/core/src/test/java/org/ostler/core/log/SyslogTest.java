// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;

/** What the system's logger gets; the expected entries are those of Exim 4.96 at /dev/log. */
class SyslogTest {
  private static final Instant NOW = Instant.parse("2026-12-01T06:25:03.495Z");
  private static final QueueId ID = new QueueId("1xYHIV-0004K3-0p");
  private static final String HEAD =
      "Dec  1 06:25:03 exim[" + ProcessHandle.current().pid() + "]: ";

  @TempDir Path directory;

  @BeforeEach
  void onLinux() {
    assumeTrue(SyslogSettings.isHere(), "sockets of this kind are made on Linux alone");
  }

  @Test
  void entriesOfEachLogHaveTheirSeverity() throws Exception {
    assertThat(written(true, true, Set.of()))
        .containsExactly(
            "<22>" + HEAD + "2026-12-01 06:25:03 1xYHIV-0004K3-0p => one",
            "<22>" + HEAD + "2026-12-01 06:25:03 1xYHIV-0004K3-0p rejected: bad body",
            "<21>" + HEAD + "2026-12-01 06:25:03 1xYHIV-0004K3-0p rejected: bad body",
            "<22>" + HEAD + "2026-12-01 06:25:03 it broke",
            "<17>" + HEAD + "2026-12-01 06:25:03 it broke");
  }

  @Test
  void timeNumberAndDoublesAreLeftOutWhereThatIsAskedFor() throws Exception {
    assertThat(written(false, false, Set.of(LogSelector.PID, LogSelector.REJECTED_HEADER)))
        .containsExactly(
            "<22>" + HEAD + "1xYHIV-0004K3-0p => one",
            "<21>" + HEAD + "[1\\3] 1xYHIV-0004K3-0p rejected: bad body",
            "<21>" + HEAD + "[2\\3] Envelope-from: <a@b.example>",
            "<21>" + HEAD + "[3/3]   Subject: x",
            "<17>" + HEAD + "it broke");
  }

  @Test
  void longLinesAreCut() {
    assertThat(Syslog.pieces("x".repeat(871) + "\n"))
        .containsExactly("[1/2] " + "x".repeat(870), "[2/2] x");
  }

  @Test
  void aLoggerThatComesBackIsFoundAgain() throws Exception {
    Path path = directory.resolve("log");
    SyslogSettings settings = new SyslogSettings(path, 2, "exim", true, true, true);
    try (Syslog syslog = new Syslog(settings, ZoneOffset.UTC)) {
      assertThat(syslog.write(LogPaths.LogName.MAIN, NOW, "nobody\n")).isFalse();
      try (LoggerStandIn logger = new LoggerStandIn(path)) {
        assertThat(syslog.write(LogPaths.LogName.MAIN, NOW, "one\n")).isTrue();
        assertThat(logger.next()).isEqualTo("<22>" + HEAD + "one");
      }
      assertThat(syslog.write(LogPaths.LogName.MAIN, NOW, "nobody\n")).isFalse();
      try (LoggerStandIn logger = new LoggerStandIn(path)) {
        assertThat(syslog.write(LogPaths.LogName.MAIN, NOW, "two\n")).isTrue();
        assertThat(logger.next()).isEqualTo("<22>" + HEAD + "two");
      }
    }
  }

  @Test
  void facilitiesHaveTheirNumbers() throws Exception {
    assertThat(SyslogSettings.facility("")).isEqualTo(2);
    assertThat(SyslogSettings.facility("local3")).isEqualTo(19);
    assertThatThrownBy(() -> SyslogSettings.facility("cron"))
        .hasMessageContaining("local0 to local7");
  }

  private List<String> written(boolean whole, boolean twice, Set<LogSelector> selectors)
      throws Exception {
    Path path = directory.resolve("log");
    SyslogSettings syslog = new SyslogSettings(path, 2, "exim", whole, whole, twice);
    try (LoggerStandIn logger = new LoggerStandIn(path)) {
      LogSettings settings =
          new LogSettings(
              LogPaths.standard(directory),
              false,
              syslog,
              selectors,
              false,
              true,
              () -> NOW,
              ZoneOffset.UTC);
      try (LogFiles log = new LogFiles(settings)) {
        log.main(ID, "=> one");
        log.reject(
            ID,
            "rejected: bad body",
            "Envelope-from: <a@b.example>\n",
            List.of(new HeaderField("Subject", " x")));
        log.panic(null, "it broke");
      }
      assertThat(directory.resolve("log/mainlog")).doesNotExist();
      List<String> entries = new ArrayList<>();
      for (String entry = logger.next(); entry != null; entry = logger.next()) {
        entries.add(entry);
      }
      return entries;
    }
  }
}
