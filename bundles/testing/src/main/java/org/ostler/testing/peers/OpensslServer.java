// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code openssl s_server} with its page of facts about the session for whoever asks by HTTP. Its
 * peer name is {@code openssl}.
 */
public final class OpensslServer implements AutoCloseable {
  private final int port = Peers.freePort();
  private final Daemon daemon;

  private OpensslServer(Path directory, Path certificate, Path key) {
    List<String> words =
        List.of(
            Peers.program("openssl").toString(),
            "s_server",
            "-accept",
            "127.0.0.1:" + port,
            "-cert",
            certificate.toString(),
            "-key",
            key.toString(),
            "-www",
            "-quiet");
    daemon = new Daemon(directory, words, Map.of());
    daemon.awaitListening(port);
  }

  /** Starts one with a certificate and its key, both PEM. */
  public static OpensslServer start(Path directory, Path certificate, Path key) {
    return new OpensslServer(directory, certificate, key);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
