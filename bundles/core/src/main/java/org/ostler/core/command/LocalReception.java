// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.spool.Draft;
import org.ostler.core.acl.Decision;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.Refusal;
import org.ostler.core.mail.CallerName;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Debugging;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.mime.PartLists;
import org.ostler.core.policy.Policy;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.receive.AclHeaders;
import org.ostler.core.receive.Assembler;
import org.ostler.core.receive.Fixups;
import org.ostler.core.receive.FromLines;
import org.ostler.core.receive.HeaderBudget;
import org.ostler.core.receive.LineDecoder;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.receive.ReceivedField;
import org.ostler.core.receive.SpaceCheck;
import org.ostler.core.rewrite.Rewriting;

/** One message on its way in from a local program: no dialogue, one answer at its end. */
final class LocalReception {
  /** The message is not taken; the message of the exception says why. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean temporary;
    private final String reply;

    Refused(String sentence, boolean temporary) {
      this(sentence, temporary, (temporary ? "451 " : "550 ") + sentence);
    }

    /** {@code reply} is what a batch tells of it. */
    Refused(String sentence, boolean temporary, String reply) {
      super(sentence);
      this.temporary = temporary;
      this.reply = reply;
    }

    String reply() {
      return reply;
    }

    boolean temporary() {
      return temporary;
    }
  }

  /** The input ended within a message. */
  static final class Lost extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean inBody;

    Lost(EOFException end, boolean inBody) {
      super(end.getMessage(), end);
      this.inBody = inBody;
    }

    boolean inBody() {
      return inBody;
    }
  }

  private final MessageQueue queue;
  private final Log log;
  private final LocalMail mail;
  private final String user;
  private final Policy policy;
  private final Situation situation;
  private final Message message;
  private boolean batch;

  LocalReception(
      Policy policy, MessageQueue queue, Log log, InstantSource clock, LocalMail mail, String user)
      throws WrongWords {
    this.policy = policy;
    this.queue = queue;
    this.log = log;
    this.mail = mail;
    Connection peer = mail.origin().connection(user, clock.instant());
    this.message = new Message(clock.instant());
    this.situation = policy.situation(peer, message);
    this.user = user;
  }

  /** Takes the message; on disk when it returns. */
  void receive(InputStream input) throws Refused, IOException, InterruptedException {
    if (!SpaceCheck.passes(0, situation, line -> log.main(null, line))) {
      throw new Refused("insufficient disk space", true);
    }
    Duration told = mail.manner().patience();
    Duration limit = told == null ? policy.main().value(ReceiveOptions.RECEIVE_TIMEOUT) : told;
    BufferedInputStream in =
        new BufferedInputStream(limit.isZero() ? input : new TimedInput(input, limit));
    try {
      take(in, new FromLine(situation, why -> log.panic(null, why)).take(in));
    } catch (SocketTimeoutException late) {
      log.main(null, "timed out while reading local message");
      throw new Refused("timed out while reading - message abandoned", true);
    }
  }

  /** Takes a message of a batch, in which {@code helo} was said; on disk when it returns. */
  void batched(InputStream input, String helo) throws Refused, IOException, InterruptedException {
    situation.peer().heloName(helo.isEmpty() ? null : helo);
    batch = true;
    take(input, null);
  }

  private void take(InputStream in, @Nullable String fromLine)
      throws Refused, IOException, InterruptedException {
    try {
      receive(in, fromLine);
    } finally {
      Debugging.end(situation.peer());
    }
  }

  private void receive(InputStream in, @Nullable String fromLine)
      throws Refused, IOException, InterruptedException {
    String login = CallerName.login(user, situation);
    if (user.equals(situation.peer().ident)) {
      situation.peer().ident = login;
    }
    Envelope envelope = new Envelope(situation, mail, login);
    envelope.fill(fromLine);
    policy.acls().run(Phase.NOT_SMTP_START, situation);
    QueueId id = queue.nextId();
    message.queueId(id);
    try (Draft draft = queue.begin(id);
        Assembler assembler =
            new Assembler(LocalLimits.of(situation), HeaderBudget.HEAP, draft.body())) {
      if (batch && policy.main().value(FromLines.IGNORE_FROMLINE_LOCAL)) {
        assembler.ignore(FromLines.of(policy.main()));
      }
      try {
        read(in, LineDecoder.ofProgram(assembler, mail.dotEnds()), assembler);
      } catch (EOFException end) {
        throw lost(end, assembler, login);
      }
      LocalLimits.check(assembler, situation, log);
      message.headerFields(assembler.fields());
      envelope.takeRecipients();
      complete(assembler);
      message.body = draft.written();
      Decision decision = PartLists.run(Phase.NOT_SMTP_MIME, policy.acls(), situation);
      AclHeaders.apply(message);
      if (decision instanceof Decision.Accept) {
        decision = policy.acls().run(Phase.NOT_SMTP, situation);
      }
      message.body = null;
      AclHeaders.apply(message);
      if (isWanted(decision)) {
        message.measure();
        queue.accept(situation, draft, mail.origin().reference());
      }
    }
    if (mail.manner().dispatch() == LocalMail.Dispatching.FOREGROUND) {
      queue.awaitIdle(List.of(id));
    }
  }

  private Lost lost(EOFException end, Assembler assembler, String login) {
    if (log.selects(LogSelector.LOST_INCOMING_CONNECTION)) {
      log.main(
          null,
          "SMTP connection from "
              + login
              + " lost while reading message data"
              + assembler.brokenOff());
    }
    return new Lost(end, assembler.inBody());
  }

  /** Reads a message to its end. */
  static void read(InputStream in, LineDecoder decoder, Assembler assembler) throws IOException {
    byte[] block = new byte[8192];
    int got = in.read(block);
    while (got > 0 && !decoder.done()) {
      decoder.take(block, 0, got);
      got = decoder.done() ? 0 : in.read(block);
    }
    decoder.finish();
    assembler.finish();
  }

  /** Tells the message what its body is like. */
  static void describe(Message message, Assembler assembler) {
    message.bodySize = assembler.bodySize();
    message.bodyLines = assembler.bodyLines();
    message.linesReceived = assembler.lines();
    message.bodyZeros = assembler.bodyZeros();
    message.longestLine = assembler.longestLine();
    message.bodyStart = assembler.excerpt().start();
    message.bodyEnd = assembler.excerpt().end();
  }

  private void complete(Assembler assembler) throws InterruptedException {
    describe(message, assembler);
    message.controls.suppressLocalFixups |= mail.asReceived();
    mail.manner().onto(message.controls);
    message.size = assembler.kept();
    boolean completes = situation.peer().address() == null && mail.manner().qualifies();
    Rewriting.recipients(policy.rewriter(), situation);
    Fixups.apply(situation);
    Rewriting.apply(policy.rewriter(), situation, completes, completes);
    ReceivedField.add(situation);
  }

  private boolean isWanted(Decision decision) throws Refused {
    return switch (decision) {
      case Decision.Accept _ -> true;
      case Decision.Discard it -> {
        String why = it.logMessage().isEmpty() ? "" : ": " + it.logMessage();
        log.main(message.queueId(), "=> blackhole (non-SMTP ACL discarded recipients)" + why);
        log.main(message.queueId(), "Completed");
        yield false;
      }
      case Decision.Deny it -> throw refused(it.userMessage(), it.logMessage(), false);
      case Decision.Defer it -> throw refused(it.userMessage(), it.logMessage(), true);
      case Decision.Broken it -> throw refused("", it.logMessage(), true);
    };
  }

  private Refused refused(String userMessage, String logMessage, boolean temporary) {
    ReversePath sender = message.sender();
    Refusal.log(
        log,
        situation,
        "F=<"
            + (sender == null ? "" : sender.address())
            + "> rejected by non-SMTP ACL: "
            + (logMessage.isEmpty() ? userMessage : logMessage));
    String told = userMessage.isEmpty() ? "local configuration problem" : userMessage;
    return new Refused("message rejected by non-SMTP ACL: " + told, temporary, "550 " + told);
  }
}
