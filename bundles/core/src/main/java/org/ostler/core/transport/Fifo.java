// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ostler.api.transport.Cause;

/**
 * Writes to a named pipe. Opening one waits until somebody reads it, and Java cannot do otherwise;
 * so a process opens it, as the mailbox's user, and is ended when nobody reads within a moment.
 */
final class Fifo {
  private static final Duration MOMENT = Duration.ofSeconds(1);

  /** A reader that takes nothing for so long gets no mail. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Fifo() {}

  /** Writes to whoever reads the pipe now. */
  static void write(Path pipe, Ownership owner, ChildProcess.Writing message)
      throws IOException, InterruptedException, Undeliverable {
    String script = "exec 3>\"$1\" && echo open && exec cat >&3";
    Process writer =
        new ProcessBuilder(owner.command(List.of("/bin/sh", "-c", script, "sh", pipe.toString())))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitReader(pipe, writer);
      try (OutputStream out = writer.getOutputStream()) {
        message.to(out);
      }
      if (!writer.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || writer.exitValue() != 0) {
        throw new IOException("who reads the named pipe " + pipe + " did not take the message");
      }
    } finally {
      writer.destroyForcibly();
    }
  }

  private static void awaitReader(Path pipe, Process writer)
      throws InterruptedException, Undeliverable {
    CompletableFuture<Boolean> opened = new CompletableFuture<>();
    InputStream said = writer.getInputStream();
    Thread.ofVirtual().start(() -> opened.complete(hears(said)));
    boolean read = false;
    try {
      read = opened.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException nobody) {
      // Told below.
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (!read) {
      throw Undeliverable.later(
          Cause.NO_READER,
          "while opening named pipe " + pipe + " (could mean no process is reading it)");
    }
  }

  private static boolean hears(InputStream said) {
    try {
      return said.read() >= 0;
    } catch (IOException ended) {
      return false;
    }
  }
}
