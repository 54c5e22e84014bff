// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real SOCKS proxy of version 5 on loopback. Its peer name is {@code microsocks}. */
public final class Microsocks implements AutoCloseable {
  private final int port = Peers.freePort();
  private final Daemon daemon;

  private Microsocks(Path directory, List<String> more) {
    List<String> command =
        new ArrayList<>(
            List.of(Peers.program("microsocks").toString(), "-i", "127.0.0.1", "-p", "" + port));
    command.addAll(more);
    this.daemon = new Daemon(directory, command, Map.of());
    daemon.awaitListening(port);
  }

  /** One that serves everybody. */
  public static Microsocks open(Path directory) {
    return new Microsocks(directory, List.of());
  }

  /** One that wants a name and a password. */
  public static Microsocks guarded(Path directory, String name, String password) {
    return new Microsocks(directory, List.of("-u", name, "-P", password));
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
