// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.ostler.api.smtp.Preamble;
import org.ostler.api.smtp.Reply;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.mail.Connection;

/** Reads what a connection must begin with before anything else is looked at. */
final class Gate {
  private final SessionContext context;
  private final Link link;

  Gate(SessionContext context, Link link) {
    this.context = context;
    this.link = link;
  }

  /** How a connection passed. */
  sealed interface Passage {
    /** The session begins. */
    record Open() implements Passage {}

    /** The session begins, but every command save QUIT hears this. */
    record Barred(Reply reply) implements Passage {}

    /** There is no session; the reply is all that is said. */
    record Closed(Reply reply) implements Passage {}
  }

  Passage pass() throws InterruptedException {
    for (PreambleWord word : context.policy().preambles()) {
      if (link.isNetwork() && context.has(word.hosts())) {
        return pass(word);
      }
    }
    return new Passage.Open();
  }

  private Passage pass(PreambleWord word) throws InterruptedException {
    Contributions contributions = context.services().features().contributions();
    return context
        .services()
        .features()
        .guard()
        .call(
            contributions.preambles,
            word.name(),
            lease -> passed(lease.contribution(), context.value(word.timeout())),
            sentence -> {
              context.log().main(null, sentence + ", " + context.peer().plain() + " turned away");
              return new Passage.Closed(
                  Reply.of(421, "Temporary local problem - please try later"));
            });
  }

  private Passage passed(Preamble preamble, Duration limit) throws InterruptedException {
    Deadline input = new Deadline(link, context.services().clock(), limit);
    Preamble.Answer answer;
    try {
      answer = preamble.read(input, context.situation());
    } catch (IOException lost) {
      return new Passage.Closed(Reply.of(421, "Lost incoming connection"));
    }
    Connection connection = context.connection();
    return switch (answer) {
      case Preamble.Answer.Peer it -> {
        connection.proxy = connection.address();
        connection.comesFrom(it.address(), it.port());
        yield new Passage.Open();
      }
      case Preamble.Answer.Itself _ -> {
        connection.proxy = connection.address();
        yield new Passage.Open();
      }
      case Preamble.Answer.Refused it -> new Passage.Barred(it.reply());
    };
  }

  /** Single octets, all within one time. */
  private static final class Deadline implements Preamble.Input {
    private final Link link;
    private final InstantSource clock;
    private final Instant end;

    Deadline(Link link, InstantSource clock, Duration limit) {
      this.link = link;
      this.clock = clock;
      this.end = clock.instant().plus(limit);
    }

    @Override
    public int read() throws IOException {
      Duration left = Duration.between(clock.instant(), end);
      if (!left.isPositive()) {
        throw new SocketTimeoutException("deadline passed");
      }
      link.readTimeout(left);
      return link.input().read();
    }
  }
}
