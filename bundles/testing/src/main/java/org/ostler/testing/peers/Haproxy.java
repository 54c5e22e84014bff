// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real haproxy that passes connections on to one port of loopback, each of its listeners in
 * another manner. Its peer name is {@code haproxy}.
 */
public final class Haproxy implements AutoCloseable {
  private final List<Integer> ports = new ArrayList<>();
  private final Daemon daemon;

  private Haproxy(Path directory, int server, List<Listener> listeners) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            global
              maxconn 200
            defaults
              mode tcp
              timeout connect 10s
              timeout client 60s
              timeout server 60s
            """);
    for (Listener listener : listeners) {
      int port = Peers.freePort();
      ports.add(port);
      text.append("listen l").append(port).append('\n');
      text.append("  bind 127.0.0.1:").append(port).append(' ').append(listener.bind).append('\n');
      listener.options.forEach(option -> text.append("  ").append(option).append('\n'));
      text.append("  server s 127.0.0.1:").append(server).append(' ').append(listener.server);
      text.append('\n');
    }
    Path file = directory.resolve("haproxy.cfg");
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    String program = Peers.program("haproxy").toString();
    this.daemon = new Daemon(directory, List.of(program, "-db", "-f", file.toString()), Map.of());
    ports.forEach(daemon::awaitListening);
  }

  /**
   * A listener.
   *
   * @param bind words after its address
   * @param server words of the server, such as {@code send-proxy}
   * @param options lines of its own
   */
  public record Listener(String bind, String server, List<String> options) {
    /** One with nothing but words of the server. */
    public static Listener of(String server) {
      return new Listener("", server, List.of());
    }
  }

  /** Starts it with its files in the directory. */
  public static Haproxy start(Path directory, int server, Listener... listeners)
      throws IOException {
    return new Haproxy(directory, server, List.of(listeners));
  }

  /** The port of a listener, counted from 0. */
  public int port(int listener) {
    return ports.get(listener);
  }

  @Override
  public void close() {
    daemon.close();
  }
}
