// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;

/** Runs a command with a message on its standard input and keeps the start of what it prints. */
final class ChildProcess {
  static final int NOT_RUN = 127;

  private final List<String> words;
  private final Map<String, String> environment;
  private final @Nullable Path directory;
  private final long mostOutput;
  private final long seconds;

  ChildProcess(
      List<String> words,
      Map<String, String> environment,
      @Nullable Path directory,
      Settings settings) {
    this.words = words;
    this.environment = environment;
    this.directory = directory;
    this.mostOutput = settings.value(PipeOptions.MAX_OUTPUT);
    this.seconds = settings.value(PipeOptions.TIMEOUT).toSeconds();
  }

  /**
   * Writes the message; trouble with the message itself is thrown, a command that does not read is
   * no trouble.
   */
  End run(Writing message) throws IOException, InterruptedException, Undeliverable {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException notRun) {
      // As a shell says it, and as Exim's child does.
      return new End(NOT_RUN, false, "");
    }
    try {
      Output output = new Output(process.getInputStream(), mostOutput);
      Thread reader = Thread.ofVirtual().start(output);
      Feed feed = new Feed(process, message);
      Thread writer = Thread.ofVirtual().start(feed);
      boolean ended = process.waitFor(seconds > 0 ? seconds : Integer.MAX_VALUE, TimeUnit.SECONDS);
      if (!ended) {
        killTree(process);
        process.waitFor();
      }
      writer.join(5000);
      reader.join(5000);
      feed.check();
      return new End(process.exitValue(), !ended, output.text());
    } finally {
      killTree(process);
    }
  }

  private static void killTree(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Feeds the message to the command and keeps what was wrong with the message itself. */
  private static final class Feed implements Runnable {
    private final Process process;
    private final Writing message;
    private volatile @Nullable Exception failure;

    Feed(Process process, Writing message) {
      this.process = process;
      this.message = message;
    }

    @Override
    public void run() {
      try (OutputStream to = process.getOutputStream()) {
        write(to);
      } catch (IOException ended) {
        // Its exit code tells whether that was well.
      }
    }

    private void write(OutputStream to) {
      try {
        message.to(new Unread(to));
      } catch (Unread.Closed notRead) {
        // A command may end without reading all; its exit code tells whether that was well.
      } catch (IOException | Undeliverable | InterruptedException trouble) {
        failure = trouble;
        // It must not take the part that it got for the whole.
        killTree(process);
      }
    }

    void check() throws IOException, Undeliverable {
      Exception trouble = failure;
      if (trouble instanceof Undeliverable undeliverable) {
        throw undeliverable;
      }
      if (trouble instanceof IOException && !(trouble instanceof Unread.Closed)) {
        throw new IOException("cannot read the message: " + trouble.getMessage(), trouble);
      }
    }
  }

  /** Tells a command that does not read on from a message that cannot be read. */
  private static final class Unread extends OutputStream {
    private final OutputStream out;

    Unread(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      try {
        out.write(octets, offset, length);
      } catch (IOException broken) {
        throw new Closed(broken);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException broken) {
        throw new Closed(broken);
      }
    }

    static final class Closed extends IOException {
      private static final long serialVersionUID = 1L;

      Closed(IOException cause) {
        super(cause);
      }
    }
  }

  /** Writes the message. */
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException, InterruptedException, Undeliverable;
  }

  /**
   * How the command ended.
   *
   * @param code its exit code, 128 and the number of a signal
   * @param timedOut whether it was killed for being late
   * @param output the start of what it printed
   */
  record End(int code, boolean timedOut, String output) {
    /** Whether there was no such command, or none that could be run. */
    boolean notRun() {
      return code == NOT_RUN;
    }
  }

  private static final class Output implements Runnable {
    private final InputStream in;
    private final long most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Output(InputStream in, long most) {
      this.in = in;
      this.most = most;
    }

    @Override
    public void run() {
      byte[] block = new byte[4096];
      try (in) {
        for (int got = in.read(block); got >= 0; got = in.read(block)) {
          keep(block, got);
        }
      } catch (IOException ended) {
        // The command is gone; what it printed is kept.
      }
    }

    private synchronized void keep(byte[] block, int length) {
      int room = (int) Math.min(length, Math.max(0, most - kept.size()));
      kept.write(block, 0, room);
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
