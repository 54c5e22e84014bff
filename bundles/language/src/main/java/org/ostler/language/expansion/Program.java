// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ostler.api.text.Text;

/** Runs a program and collects what it writes. */
final class Program {
  /** For the output to end, and once more for the command to end; as Exim's for the first. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int NOT_STARTED = 127;

  /** Octets of output; more would cost the memory that all mail shares. */
  private static final int MOST_OUTPUT = 1 << 20;

  private Program() {}

  /** The exit code, and standard output and error together. */
  record Result(int code, String output) {}

  /** Runs a command with these variables and no others; it has a minute to end. */
  static Result run(List<Text> command, Map<String, String> variables)
      throws Stop, InterruptedException {
    return run(command, variables, LIMIT);
  }

  /** Runs a command that has so long to end. */
  static Result run(List<Text> command, Map<String, String> variables, Duration limit)
      throws Stop, InterruptedException {
    if (command.isEmpty()) {
      return new Result(NOT_STARTED, "");
    }
    Text path = command.getFirst();
    if (path.isTainted()) {
      throw Stop.failed(
          "couldn't create child process: Attempt to exec tainted path: '"
              + path.value()
              + "'"
              + Tainted.origin(path));
    }
    if (!path.value().startsWith("/")) {
      // No path is searched.
      return new Result(NOT_STARTED, "");
    }
    ProcessBuilder builder = new ProcessBuilder(command.stream().map(Text::unicode).toList());
    builder.redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    return finish(builder, limit);
  }

  private static Result finish(ProcessBuilder builder, Duration limit)
      throws Stop, InterruptedException {
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Result(NOT_STARTED, "");
    }
    // A child of the command may hold the pipe for longer than the command lives.
    FutureTask<String> output = new FutureTask<>(() -> read(process.getInputStream()));
    try {
      process.getOutputStream().close();
      Thread.ofVirtual().start(output);
      String text = output.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(limit)) {
        throw Stop.failed("command timed out");
      }
      return judged(process.exitValue(), text);
    } catch (TimeoutException e) {
      throw Stop.failed("command timed out");
    } catch (IOException e) {
      throw unread(e);
    } catch (ExecutionException e) {
      throw unread(e.getCause() == null ? e : e.getCause());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Stop unread(Throwable trouble) {
    return Stop.failed("reading from the command failed: " + trouble.getMessage());
  }

  private static String read(InputStream output) throws IOException {
    byte[] octets = output.readNBytes(MOST_OUTPUT + 1);
    if (octets.length > MOST_OUTPUT) {
      throw new IOException("it writes more than " + MOST_OUTPUT + " octets");
    }
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  /** The JDK tells death by a signal as 128 and more, which no program of ours uses by itself. */
  private static Result judged(int code, String output) throws Stop {
    if (code > 128 && code < 160) {
      throw Stop.failed("command killed by signal " + (code - 128));
    }
    return new Result(code, output);
  }
}
