// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real Redis server with a directory of its own, which forgets everything when it ends. Its peer
 * name is {@code redis-server}.
 */
public final class Redis implements AutoCloseable {
  private final int port;
  private final Path socket;
  private final Daemon daemon;

  private Redis(Path directory, int port, List<String> options) {
    this.port = port;
    this.socket = directory.resolve("redis.sock");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Peers.program("redis-server").toString(), "--port", "" + port));
    command.addAll(List.of("--bind", "127.0.0.1", "--unixsocket", socket.toString()));
    command.addAll(List.of("--dir", directory.toString(), "--save", "", "--daemonize", "no"));
    command.addAll(options);
    daemon = new Daemon(directory, command, Map.of());
    daemon.awaitListening(port);
  }

  /** Starts a server; {@code options} are words of its command line, such as --requirepass x. */
  public static Redis start(Path directory, String... options) throws IOException {
    return startOn(Peers.freePort(), directory, options);
  }

  /** Starts a server on a port that an earlier one had. */
  public static Redis startOn(int port, Path directory, String... options) throws IOException {
    Files.createDirectories(directory);
    return new Redis(directory, port, List.of(options));
  }

  public int port() {
    return port;
  }

  /** Its Unix socket; paths of these are short, some 100 octets. */
  public Path socket() {
    return socket;
  }

  /** Runs redis-cli with the words of a command and gives back what it prints. */
  public String cli(String... words) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Peers.program("redis-cli").toString(), "-p", "" + port));
    command.addAll(List.of(words));
    Run run = Run.of(command);
    if (run.exit() != 0) {
      throw new AssertionError(command + ": " + run.output() + run.errors());
    }
    return run.output().strip();
  }

  @Override
  public void close() {
    daemon.close();
  }
}
