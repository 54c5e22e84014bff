// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;

/** A local program that does not come to an end. */
class ReceiveTimeoutTest {
  @TempDir Path data;

  @Test
  void aMessageThatTakesTooLongIsAbandoned() throws Exception {
    abandons("receive_timeout = 1s\n", List.of("-bm", "a@b.example"));
  }

  /** {@code -or}. */
  @Test
  void theCommandLineMaySayHowLongAMessageMayTake() throws Exception {
    abandons("receive_timeout = 1h\n", List.of("-bm", "-or", "1s", "a@b.example"));
  }

  private void abandons(String configuration, List<String> words) throws Exception {
    Path file = Files.writeString(data.resolve("ostler.conf"), configuration);
    PipedOutputStream program = new PipedOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (MailServer server = PlainServer.of(data, file);
        program) {
      InputStream input = new PipedInputStream(program);
      program.write("Subject: x\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      Command submit =
          server.commands().stream()
              .filter(c -> c.words().contains("-bm"))
              .findFirst()
              .orElseThrow();
      int exit = submit.run(new Call(words, input, errors, data));
      assertThat(exit).isEqualTo(75);
      assertThat(errors).hasToString("ostler: timed out while reading - message abandoned\n");
    }
    assertThat(data.resolve("log/mainlog"))
        .content()
        .contains(" timed out while reading local message\n");
  }

  private record Call(
      List<String> arguments, InputStream input, OutputStream errors, Path directory)
      implements Invocation {
    @Override
    public OutputStream output() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public String user() {
      return "root";
    }
  }
}
