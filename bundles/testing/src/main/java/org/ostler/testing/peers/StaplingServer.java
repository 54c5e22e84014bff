// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code openssl s_server}: shakes hands, TLS first, with a certificate and with whatever OCSP
 * response it is given, and says nothing more. Its peer name is {@code openssl}.
 */
public final class StaplingServer implements AutoCloseable {
  private final int port = Peers.freePort();
  private final Daemon daemon;

  /**
   * Starts it.
   *
   * @param directory for its output
   * @param certificate a PEM file with the chain; the key is beside it in {@code .key}
   * @param response a file with the response, DER
   */
  public StaplingServer(Path directory, Path certificate, Path response) {
    String key = certificate.toString().replaceFirst("\\.pem$", ".key");
    daemon =
        new Daemon(
            directory,
            List.of(
                Peers.program("openssl").toString(),
                "s_server",
                "-www", // or it ends with its standard input
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                certificate.toString(),
                "-cert_chain",
                certificate.toString(),
                "-key",
                key,
                "-status_file",
                response.toString()),
            Map.of());
    daemon.awaitListening(port);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
