// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that ran to its end: its exit code, and standard output and error as octets. */
public record Run(int exit, String output, String errors) {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Runs a program without input. */
  public static Run of(List<String> command) throws InterruptedException {
    return of(command, Map.of(), "");
  }

  /** Runs a program with additions to the environment and the octets of its standard input. */
  public static Run of(List<String> command, Map<String, String> environment, String input)
      throws InterruptedException {
    try {
      Path output = Files.createTempFile("ostler", ".out");
      Path errors = Files.createTempFile("ostler", ".err");
      try {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process =
            builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        write(process, input);
        return finished(process, command, output, errors);
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Process process, String input) {
    try (OutputStream standardInput = process.getOutputStream()) {
      standardInput.write(input.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // A program may end without reading its input; its exit code tells what it thought of it.
    }
  }

  private static Run finished(Process process, List<String> command, Path output, Path errors)
      throws InterruptedException, IOException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end within " + LIMIT);
    }
    return new Run(
        process.exitValue(),
        Files.readString(output, StandardCharsets.ISO_8859_1),
        Files.readString(errors, StandardCharsets.ISO_8859_1));
  }
}
