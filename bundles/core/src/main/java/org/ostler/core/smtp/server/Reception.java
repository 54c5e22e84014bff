// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.smtp.Reply;
import org.ostler.api.spool.Draft;
import org.ostler.core.acl.Decision;
import org.ostler.core.log.LogSelector;
import org.ostler.core.receive.Assembler;
import org.ostler.core.receive.FromLines;
import org.ostler.core.receive.LineDecoder;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.SessionState.InChunks;
import org.ostler.core.smtp.server.protocol.SessionState.InTransaction;
import org.ostler.core.smtp.server.protocol.Step;

/** DATA and BDAT: takes the octets, and hands the whole message on. */
final class Reception {
  private final SessionContext context;
  private final Refusals refusals;
  private final Submission submission;
  private final Duration readLimit;
  private @Nullable Incoming incoming;

  Reception(SessionContext context, Duration readLimit) {
    this.context = context;
    this.refusals = new Refusals(context);
    this.submission = new Submission(context, refusals);
    this.readLimit = readLimit;
  }

  /** A message whose octets are coming in. */
  record Incoming(Draft draft, Assembler assembler, LineDecoder decoder) {}

  /** DATA (RFC 5321 §4.1.1.4). */
  Outcome data(InTransaction transaction) throws InterruptedException, IOException {
    Decision decision = context.policy().acls().run(Phase.PREDATA, context.situation());
    if (!(decision instanceof Decision.Accept accept)) {
      return refusals.refuse(Phase.PREDATA, decision, "", transaction);
    }
    String text = "Enter message, ending with \".\" on a line by itself";
    Reply goAhead = context.answer(354, accept.userMessage(), text);
    Outcome failure = start(true, transaction);
    if (failure != null) {
      return failure;
    }
    context.wire().write(goAhead);
    Incoming now = current();
    try {
      context.wire().readData(now.decoder(), readLimit);
      return complete(now, transaction, "");
    } catch (SocketTimeoutException e) {
      return timedOut();
    } catch (Wire.Lost e) {
      return lost(now);
    } finally {
      drop();
    }
  }

  private Incoming current() {
    Incoming now = incoming;
    if (now == null) {
      throw new IllegalStateException("no message is coming in");
    }
    return now;
  }

  /** Makes room in the spool; a reply when there is none. */
  private @Nullable Outcome start(boolean dotted, SessionState otherwise)
      throws InterruptedException {
    try {
      QueueId id = context.services().intake().nextId();
      Draft draft = context.services().intake().begin(id);
      context.message().queueId(id);
      context.connection().messagesReceived++;
      context.message().received(context.now());
      Assembler assembler =
          new Assembler(submission.limits(), context.services().headers(), draft.body());
      boolean local = context.connection().address() == null;
      if (local
          ? context.value(FromLines.IGNORE_FROMLINE_LOCAL)
          : context.has(FromLines.IGNORE_FROMLINE_HOSTS)) {
        assembler.ignore(FromLines.of(context.policy().main()));
      }
      incoming =
          new Incoming(
              draft, assembler, new LineDecoder(assembler, dotted, !context.wire().isStrict()));
      return null;
    } catch (IOException e) {
      return new Outcome(submission.spoolFailed(e), otherwise);
    }
  }

  /**
   * BDAT (RFC 3030 §2). The octets of a refused chunk are passed over: they are on their way
   * already.
   */
  Outcome chunk(Step.ReceiveChunk step) throws InterruptedException, IOException {
    InTransaction transaction = step.transaction();
    if (step.first()) {
      Decision decision = context.policy().acls().run(Phase.PREDATA, context.situation());
      Outcome refused =
          decision instanceof Decision.Accept
              ? start(false, transaction)
              : refusals.refuse(Phase.PREDATA, decision, "", transaction);
      if (refused != null) {
        // A client may wait for the reply before it sends the chunk.
        context.wire().write(refused.reply());
        context.wire().skip(step.size(), readLimit);
        return new Outcome(refused.reply(), refused.next(), true);
      }
    }
    Incoming now = current();
    boolean keep = false;
    try {
      context.wire().readChunk(now.decoder(), step.size(), readLimit);
      Outcome outcome = afterChunk(step, now, transaction);
      keep = outcome.next() instanceof InChunks;
      return outcome;
    } catch (SocketTimeoutException e) {
      return timedOut();
    } catch (Wire.Lost e) {
      return lost(now);
    } finally {
      if (!keep) {
        drop();
      }
    }
  }

  private Outcome afterChunk(Step.ReceiveChunk step, Incoming now, InTransaction transaction)
      throws IOException, InterruptedException {
    if (step.last()) {
      now.decoder().finish();
      if (now.assembler().headerOpen()) {
        return submission.refuse(
            now.assembler(),
            552,
            "Message header not CRLF terminated",
            "Non-CRLF-terminated header, under CHUNKING: message abandoned",
            transaction);
      }
      return complete(
          now, transaction, " " + step.size() + " byte chunk, total " + now.assembler().received());
    }
    if (now.assembler().fault() != null) {
      return complete(now, transaction, "");
    }
    return Outcome.of(250, step.size() + " byte chunk received", new InChunks(transaction));
  }

  private Outcome complete(Incoming now, InTransaction transaction, String chunkLine)
      throws IOException, InterruptedException {
    now.assembler().finish();
    context.message().chunked = !chunkLine.isEmpty();
    Outcome outcome = submission.submit(now.draft(), now.assembler(), chunkLine, transaction);
    context.freshMessage();
    return outcome;
  }

  private Outcome timedOut() throws InterruptedException {
    ReversePath sender = context.message().sender();
    context
        .log()
        .main(
            context.message().queueId(),
            "SMTP data timeout (message abandoned) on connection from "
                + context.peer().plain()
                + " F=<"
                + (sender == null ? "" : sender.address())
                + ">");
    Reply usual =
        Reply.of(421, context.ourName() + ": SMTP incoming data timeout - closing connection.");
    return Outcome.closing(context.farewell().otherwise("data-timeout", usual));
  }

  private Outcome lost(Incoming now) throws InterruptedException {
    if (context.log().selects(LogSelector.LOST_INCOMING_CONNECTION)) {
      context
          .log()
          .main(
              null,
              "SMTP connection from "
                  + context.peer().plain()
                  + " lost while reading message data"
                  + now.assembler().brokenOff());
    }
    Reply usual = Reply.of(421, "Lost incoming connection");
    return Outcome.closing(context.farewell().otherwise("connection-lost", usual));
  }

  /** Throws away what came in so far. */
  void drop() {
    Incoming now = incoming;
    incoming = null;
    if (now == null) {
      return;
    }
    now.assembler().close();
    try {
      now.draft().close();
    } catch (IOException e) {
      context
          .log()
          .panic(
              context.message().queueId(), "a draft could not be thrown away: " + e.getMessage());
    }
  }
}
