// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ostler.api.command.Command;

/** A control socket with commands of a test's own. */
public final class SocketHouse implements AutoCloseable {
  private final ControlSocket socket;
  private final Path path;

  public SocketHouse(Path data, Command... commands) throws IOException {
    socket = new ControlSocket(data).with(List.of(commands));
    path = data.resolve("control.sock");
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
