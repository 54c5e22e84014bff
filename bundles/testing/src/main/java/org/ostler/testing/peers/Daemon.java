// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program that serves until the test ends it. */
final class Daemon implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Process process;
  private final Path log;

  /** Starts it; its output goes to a file of its directory. */
  Daemon(Path directory, List<String> command, Map<String, String> environment) {
    this.log = directory.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.directory(directory.toFile()).redirectOutput(log.toFile());
    try {
      this.process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once it listens on the port. */
  void awaitListening(int port) {
    await("a listener on port " + port, () -> Waiting.listens(port));
  }

  /** Returns once the condition holds; fails when the program ends before. */
  void await(String what, BooleanSupplier condition) {
    Waiting.until(
        what,
        START,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(process.info().command() + " ended: " + output());
          }
          return condition.getAsBoolean();
        });
  }

  String output() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
