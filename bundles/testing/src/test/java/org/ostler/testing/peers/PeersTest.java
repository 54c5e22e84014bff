// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersTest {
  @TempDir Path directory;

  @BeforeEach
  void eximMayEnter() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  @RequiresPeer({"smtp-source", "smtp-sink"})
  void sourceFillsTheSink() throws Exception {
    try (SmtpSink sink = SmtpSink.start(directory)) {
      Run run = SmtpSource.of(20, 4).from("a@a.example").to("b@b.example").send(sink.port());
      assertThat(run).isEqualTo(new Run(0, "", ""));
      List<Path> messages = sink.await(20, Duration.ofSeconds(10));
      assertThat(messages).hasSize(20);
      assertThat(Files.readString(messages.getFirst(), StandardCharsets.ISO_8859_1))
          .contains("X-Mail-Args: <a@a.example>", "X-Rcpt-Args: <b@b.example>");
    }
  }

  @Test
  @RequiresPeer({"exim4", "swaks", "smtp-sink"})
  void mailGoesFromSwaksByEximToTheSink() throws Exception {
    Path sinkFiles = Files.createDirectory(directory.resolve("sink"));
    Path eximFiles = Files.createDirectory(directory.resolve("exim"));
    try (SmtpSink sink = SmtpSink.start(sinkFiles);
        Exim exim = Exim.start(eximFiles, Exim.relayingTo(sink.port()))) {
      Run run = Swaks.send(exim.port(), "--from", "a@a.example", "--to", "b@b.example");
      assertThat(run.exit()).as(run.output()).isZero();
      assertThat(sink.await(1, Duration.ofSeconds(20))).hasSize(1);
      Waiting.until("completion", Duration.ofSeconds(10), () -> completed(exim));
    }
  }

  private static boolean completed(Exim exim) {
    try {
      return exim.mainLog().contains("Completed");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
