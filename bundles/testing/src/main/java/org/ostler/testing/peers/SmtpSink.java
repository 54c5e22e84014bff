// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Postfix's {@code smtp-sink}: takes all mail and keeps each transaction in a file. Options such as
 * {@code -r rcpt} (answer RCPT with 4xx) or {@code -f rcpt} (5xx) make it a difficult next hop. Its
 * peer name is {@code smtp-sink}.
 */
public final class SmtpSink implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final Path messages;
  private final Daemon daemon;
  private final int port;

  private SmtpSink(Path directory, int port, List<String> options) throws IOException {
    this.port = port;
    this.messages = Files.createDirectories(directory.resolve("messages"));
    List<String> command = new ArrayList<>();
    command.add(Peers.program("smtp-sink").toString());
    command.addAll(List.of("-d", messages + "/%s."));
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("-u", "root")); // it asks whom to become
    }
    command.addAll(options);
    command.addAll(List.of("127.0.0.1:" + port, "" + BACKLOG));
    this.daemon = new Daemon(directory, command, SmtpSource.libraries());
    daemon.awaitListening(port);
  }

  /** Starts one on a free port, with its files below the directory. */
  public static SmtpSink start(Path directory, String... options) throws IOException {
    return new SmtpSink(directory, Peers.freePort(), List.of(options));
  }

  /** Starts one on that port: a host that comes back. */
  public static SmtpSink startOn(int port, Path directory, String... options) throws IOException {
    return new SmtpSink(directory, port, List.of(options));
  }

  public int port() {
    return port;
  }

  /**
   * The files of the transactions: lines {@code X-Mail-Args:} and {@code X-Rcpt-Args:} with the
   * envelope, then the message as it came.
   */
  public List<Path> messages() {
    try (Stream<Path> files = Files.list(messages)) {
      return files.filter(SmtpSink::isComplete).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for so many messages. */
  public List<Path> await(int count, Duration limit) {
    Waiting.until(count + " messages in the sink", limit, () -> holds(count));
    return messages();
  }

  private boolean holds(int count) {
    try (Stream<Path> files = Files.list(messages)) {
      return files.count() >= count && messages().size() >= count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The file is there from MAIL on; the empty line that ends it is written last.
  private static boolean isComplete(Path file) {
    try (RandomAccessFile octets = new RandomAccessFile(file.toFile(), "r")) {
      if (octets.length() < 2) {
        return false;
      }
      octets.seek(octets.length() - 2);
      int last = octets.read();
      return last == '\n' && octets.read() == '\n';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
