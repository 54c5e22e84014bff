// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.core.log.LogPaths.LogName;

class LogWriterTest {
  @TempDir Path data;

  /** A time that has no date breaks the writing of its line, and of no other. */
  @Test
  @Timeout(60)
  void goesOnAfterALineThatBreaksIt() throws Exception {
    LogPaths paths = LogPaths.parse(data + "/%slog-%D", data);
    LogWriter writer = new LogWriter(paths, ZoneOffset.MAX, null);
    writer.add(LogName.MAIN, Instant.MAX, "never\n", null);
    writer.flush();
    writer.add(LogName.MAIN, Instant.parse("2026-11-21T01:13:43Z"), "later\n", null);
    writer.flush();
    writer.close();
    assertThat(Files.readString(data.resolve("mainlog-20261121"))).isEqualTo("later\n", null);
  }
}
