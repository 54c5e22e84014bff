// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.server;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.ostler.api.command.Command;
import org.ostler.api.feature.FeatureCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on {@code control.sock} in the data directory, which only the server's user can open, and
 * runs commands.
 */
@Component(service = ControlSocket.class, immediate = true)
public final class ControlSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Command> commands = List.of();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable FeatureCatalog catalog;

  private final ServerSocketChannel listener;
  private final Path path;

  /**
   * Opens the socket. A path that is too long for a socket or not writable throws, and the log says
   * so.
   */
  @Activate
  public ControlSocket() throws IOException {
    this(Path.of(System.getProperty("ostler.data", "data")).toAbsolutePath());
  }

  ControlSocket(Path data) throws IOException {
    Files.createDirectories(data);
    path = data.resolve("control.sock");
    Files.deleteIfExists(path);
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listener.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException trouble) {
      listener.close();
      throw new IOException(
          "cannot open the control socket " + path + ": " + trouble.getMessage(), trouble);
    }
    Thread.ofVirtual().name("control").start(this::accept);
  }

  ControlSocket with(List<Command> known) {
    commands = known;
    return this;
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel channel = listener.accept();
        Thread.ofVirtual()
            .name("control-session")
            .start(new ControlSession(channel, this::command));
      } catch (IOException closed) {
        if (listener.isOpen()) {
          LOG.warn("control socket: {}", closed.getMessage());
        }
      }
    }
  }

  private Command command(String word) {
    for (Command command : commands) {
      if (command.words().contains(word)) {
        return command;
      }
    }
    FeatureCatalog features = catalog;
    return new UnknownWord(
        commands, features == null ? Optional.empty() : features.featureFor("command", word));
  }

  /** Closes the socket; commands that run go on to their end. */
  @Deactivate
  public void close() throws IOException {
    listener.close();
    Files.deleteIfExists(path);
  }
}
