// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Cause;
import org.ostler.core.mail.Situation;
import org.ostler.core.process.CommandWords;

/** Reaches an LMTP server on this machine: at its socket, or as a command that is started. */
final class LocalPeer {
  private final Settings settings;
  private final Function<String, Expandable> compiler;
  private final Deadlines deadlines;

  LocalPeer(Settings settings, Function<String, Expandable> compiler, Deadlines deadlines)
      throws InvalidArgument {
    this.settings = settings;
    this.compiler = compiler;
    this.deadlines = deadlines;
    CommandWords.split(settings.find(LmtpTransport.COMMAND).orElse(""));
  }

  PeerStream open(Situation situation) throws HostFailure, InterruptedException {
    Expandable socket = settings.find(LmtpTransport.SOCKET).orElse(null);
    return socket == null ? command(situation) : socket(clean(socket, "socket", situation));
  }

  private PeerStream socket(String path) throws HostFailure {
    try {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
      return new WatchedStream(
          Channels.newInputStream(channel),
          Channels.newOutputStream(channel),
          () -> close(channel),
          deadlines);
    } catch (IOException trouble) {
      throw new HostFailure(
          Cause.OTHER,
          "Failed to connect to socket %s for %s transport: %s"
              .formatted(path, settings.name(), trouble.getMessage()));
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException ignored) {
      // Closing is all that is wanted.
    }
  }

  private PeerStream command(Situation situation) throws HostFailure, InterruptedException {
    List<String> words = new ArrayList<>();
    try {
      for (String word : CommandWords.split(settings.value(LmtpTransport.COMMAND))) {
        words.add(clean(compiler.apply(word), "command", situation));
      }
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.directory(Path.of("/").toFile());
      builder.environment().clear();
      Process process = builder.start();
      return new WatchedStream(
          process.getInputStream(), process.getOutputStream(), () -> kill(process), deadlines);
    } catch (IOException | InvalidArgument trouble) {
      throw new HostFailure(
          Cause.OTHER,
          "Failed to create child process for %s transport: %s"
              .formatted(settings.name(), trouble.getMessage()));
    }
  }

  /** Children too: they hold the other end of the pipe that is being read. */
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroy();
  }

  private String clean(Expandable expandable, String option, Situation situation)
      throws HostFailure, InterruptedException {
    Text text =
        switch (expandable.expand(situation)) {
          case Expansion.Value value -> value.text();
          case Expansion.ForcedFailure ignored -> Text.EMPTY;
          case Expansion.Failed failed -> throw failure(expandable, failed.message());
          case Expansion.Deferred deferred -> throw failure(expandable, deferred.message());
        };
    if (text.taint() != null) {
      throw new HostFailure(
          Cause.TAINT,
          "Tainted '%s' (%s for %s transport) not permitted: it came from %s"
              .formatted(text.value(), option, settings.name(), text.taint().origin()));
    }
    return text.value();
  }

  private HostFailure failure(Expandable expandable, String message) {
    return new HostFailure(
        Cause.EXPANSION,
        "Expansion of \"%s\" in %s transport failed: %s"
            .formatted(expandable.source(), settings.name(), message));
  }
}
