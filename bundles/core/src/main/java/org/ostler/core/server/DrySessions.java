// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.StoredMessage;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.contribution.Guard;
import org.ostler.core.dns.ReverseLookup;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.queue.HoldingBack;
import org.ostler.core.queue.Intake;
import org.ostler.core.queue.QueueIds;
import org.ostler.core.smtp.server.EtrnRunner;
import org.ostler.core.smtp.server.SessionRunner;
import org.ostler.core.smtp.server.SmtpServices;

/** Sessions that keep nothing: bodies are thrown away when the session is done with them. */
final class DrySessions {
  private DrySessions() {}

  static SessionRunner runner(
      Policy policy, Log log, HostTrace trace, InstantSource clock, Contributions contributions) {
    SmtpServices services =
        new SmtpServices(
            policy::forSessions,
            new Nowhere(
                new QueueIds(clock, java.util.List.of(), ProcessHandle.current().pid()), log),
            log,
            new ReverseLookup(policy::resolver, policy::main, log)::find,
            (work, situation, whenOver) -> skipped(work, trace),
            clock,
            trace,
            new Features(contributions, new Guard(log)));
    return new SessionRunner(services);
  }

  private static void skipped(EtrnRunner.Work work, HostTrace trace) {
    trace.say(
        "ETRN command is: "
            + switch (work) {
              case EtrnRunner.Work.QueueRun _ -> "exim -R";
              case EtrnRunner.Work.Program program -> program.source();
            });
    trace.say("ETRN command execution skipped");
  }

  private record Nowhere(QueueIds ids, Log log) implements Intake {
    @Override
    public QueueId nextId() {
      return ids.next();
    }

    @Override
    public Draft begin(QueueId id) {
      return new Vanishing();
    }

    @Override
    public void accept(Situation situation, Draft draft) {
      // -bh acknowledges and keeps nothing, as it says in its first lines.
      QueueId id = situation.envelope().queueId();
      if (situation.envelope().controls.freeze) {
        log.main(id, "frozen by ACL");
      } else {
        HoldingBack.of(situation).tell(situation, log);
      }
    }
  }

  /** Keeps the body in memory until the lists have looked at it. */
  private static final class Vanishing implements Draft {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    @Override
    public OutputStream body() {
      return octets;
    }

    @Override
    public StoredMessage.Body written() {
      byte[] all = octets.toByteArray();
      return new StoredMessage.Body() {
        @Override
        public long size() {
          return all.length;
        }

        @Override
        public InputStream open() {
          return new ByteArrayInputStream(all);
        }
      };
    }

    @Override
    public StoredMessage commit(byte[] head) throws IOException {
      throw new IOException("a test session keeps no mail");
    }

    @Override
    public void close() {}
  }
}
