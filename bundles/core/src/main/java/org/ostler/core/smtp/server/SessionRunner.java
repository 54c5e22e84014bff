// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.ostler.api.smtp.Reply;
import org.ostler.api.text.Text;
import org.ostler.core.deliver.Cutthrough;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.ConnectionId;
import org.ostler.core.mail.Debugging;
import org.ostler.core.mail.InHand;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs sessions over any link: sockets, and the streams of {@code -bs} and {@code -bh}. Safe for
 * many threads.
 */
public final class SessionRunner {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRunner.class);

  private final SmtpServices services;

  public SessionRunner(SmtpServices services) {
    this.services = services;
  }

  /**
   * Runs one session to its end and closes the link. An interrupt ends it.
   *
   * @param connection who is at the other end
   * @param dry whether nothing is kept: {@code -bh}
   */
  public void run(Link link, Connection connection, boolean dry)
      throws IOException, InterruptedException {
    try (link) {
      SmtpPolicy policy = services.policy().get();
      connection.nameSearch = services.hosts()::find;
      Instant start = services.clock().instant();
      Situation situation =
          new Situation(policy.variables(), policy.main(), connection, new Message(start));
      situation.dry = dry;
      connection.remarks.put(ConnectionId.REMARK, Text.of(ConnectionId.next(start)));
      Duration longest = policy.main().value(SmtpOptions.SMTP_SESSION_TIMEOUT);
      Instant end = longest.isZero() ? Instant.MAX : start.plus(longest);
      Wire wire = new Wire(link, services.clock(), end);
      connection.output = wire::flush;
      connection.trafficClass = link instanceof SocketLink socket ? socket::trafficClass : null;
      Cutthrough cutthrough = new Cutthrough(policy.delivery(), services.log(), services.clock());
      SessionContext context =
          new SessionContext(
              services,
              policy,
              wire,
              situation,
              new PeerWords(connection, services.log()),
              new PeerLists(services, policy.main(), situation),
              cutthrough,
              new Farewell(policy, situation, services.log()));
      try (cutthrough;
          var _ = InHand.of(situation).take()) {
        pass(context, link);
      } catch (RuntimeException | LinkageError | StackOverflowError bug) {
        broken(context, bug);
      } finally {
        Debugging.end(connection);
        // Under TLS that is another than at the start.
        wire.link().close();
      }
    }
  }

  /** A bug must not look like a broken line: the peer hears that it may try again. */
  private static void broken(SessionContext context, Throwable bug) throws IOException {
    LOG.error("an SMTP session with {} broke", context.peer().plain(), bug);
    context.log().panic(null, "an SMTP session broke: " + bug);
    context.wire().write(Reply.of(421, "Temporary local problem - please try later"));
    context.wire().flush();
  }

  private static void pass(SessionContext context, Link link)
      throws IOException, InterruptedException {
    switch (new Gate(context, link).pass()) {
      case Gate.Passage.Open _ -> new Session(context, SessionParts.of(context), null).run();
      case Gate.Passage.Barred it ->
          new Session(context, SessionParts.of(context), it.reply()).run();
      case Gate.Passage.Closed it -> {
        context.wire().write(it.reply());
        context.wire().flush();
      }
    }
  }
}
