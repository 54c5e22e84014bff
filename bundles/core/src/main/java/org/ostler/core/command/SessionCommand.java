// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Controls;
import org.ostler.core.smtp.server.SessionRunner;
import org.ostler.core.smtp.server.StreamLink;

/** {@code -bs}: a real session with a local program on standard input and output. */
public final class SessionCommand implements Command {
  private final Function<Consumer<Controls>, SessionRunner> sessions;
  private final InstantSource clock;

  /** {@code sessions} makes a runner; told what the command line wants of each message. */
  public SessionCommand(Function<Consumer<Controls>, SessionRunner> sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public List<String> words() {
    return List.of("-bs");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    try {
      LocalMail mail = SubmissionWords.read(invocation.arguments());
      if (mail.fromFields() || !mail.arguments().isEmpty() || mail.sender() != null) {
        throw new WrongWords(
            "incompatible command-line options or arguments: the session says who sends to whom");
      }
      Connection peer = mail.origin().connection(invocation.user(), clock.instant());
      mail.manner().onto(peer);
      sessions
          .apply(mail.manner()::onto)
          .run(new StreamLink(invocation.input(), invocation.output()), peer, false);
      return Exit.OK;
    } catch (WrongWords wrong) {
      console.complain("ostler: " + wrong.getMessage());
      return Exit.USAGE;
    } catch (IOException gone) {
      return Exit.FAILED;
    }
  }
}
