// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.mail.Connection;
import org.ostler.core.smtp.server.SessionRunner;
import org.ostler.core.smtp.server.StreamLink;

/**
 * {@code -bh IP}: a session as if from a host; nothing is kept, and each decision is traced on
 * standard error.
 */
public final class HostTestCommand implements Command {
  private final Sessions sessions;

  /**
   * Makes a dry session runner whose trace and log go to {@code errors}; null when the
   * configuration has problems.
   */
  @FunctionalInterface
  public interface Sessions {
    @Nullable SessionRunner dry(Consumer<String> errors) throws InterruptedException;
  }

  public HostTestCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public List<String> words() {
    return List.of("-bh", "-bhc");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    List<String> words = invocation.arguments();
    if (words.size() != 2) {
      console.complain("ostler: " + words.getFirst() + " needs the IP address of a host");
      return Exit.USAGE;
    }
    Connection connection = connection(words.get(1));
    if (connection == null) {
      console.complain(
          "ostler: \""
              + words.get(1)
              + "\" is not an IP address, or one with a port as in 192.0.2.1.1234");
      return Exit.USAGE;
    }
    SessionRunner runner = sessions.dry(console::complain);
    if (runner == null) {
      return Exit.FAILED;
    }
    console.line("");
    console.line("**** SMTP testing session as if from host " + words.get(1));
    console.line("**** but without any ident (RFC 1413) callback.");
    console.line("**** This is not for real!");
    console.line("");
    console.flush();
    try {
      runner.run(
          new StreamLink(invocation.input(), new TestNote(invocation.output())), connection, true);
      return Exit.OK;
    } catch (IOException gone) {
      return Exit.FAILED;
    }
  }

  private static @Nullable Connection connection(String text) {
    Origin.HostPort host = Origin.HostPort.parse(text);
    return host == null
        ? null
        : new Connection(host.address(), host.port(), null, 0, Instant.now());
  }
}
