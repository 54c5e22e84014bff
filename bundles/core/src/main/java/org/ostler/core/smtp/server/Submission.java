// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.api.smtp.Reply;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.SpoolFull;
import org.ostler.core.acl.Decision;
import org.ostler.core.deliver.Cutthrough;
import org.ostler.core.log.ArrivalLine;
import org.ostler.core.log.DeliveryLine;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.PeerText;
import org.ostler.core.log.Refusal;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mime.PartLists;
import org.ostler.core.receive.AclHeaders;
import org.ostler.core.receive.Assembler;
import org.ostler.core.receive.Fixups;
import org.ostler.core.receive.Limits;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.receive.ReceivedField;
import org.ostler.core.rewrite.Rewriting;
import org.ostler.core.smtp.server.protocol.SessionState;

/**
 * A message whose last octet has come: limits, trace, missing fields, the DATA list, and the queue.
 */
final class Submission {
  private final SessionContext context;
  private final Refusals refusals;
  private final EndOfDataCalls endOfData;

  Submission(SessionContext context, Refusals refusals) {
    this.context = context;
    this.refusals = refusals;
    this.endOfData = new EndOfDataCalls(context);
  }

  Limits limits() throws InterruptedException {
    return new Limits(
        context.number(ReceiveOptions.MESSAGE_SIZE_LIMIT, 0),
        context.value(ReceiveOptions.HEADER_MAXSIZE),
        context.value(ReceiveOptions.HEADER_LINE_MAXSIZE),
        context.value(ReceiveOptions.RECEIVED_HEADERS_MAX),
        context.value(ReceiveOptions.MESSAGE_BODY_VISIBLE));
  }

  /**
   * Takes responsibility for the message, or says why not. {@code chunkLine} is the first line of a
   * reply to BDAT.
   */
  Outcome submit(
      Draft draft, Assembler assembler, String chunkLine, SessionState.InTransaction transaction)
      throws IOException, InterruptedException {
    Assembler.Fault fault = assembler.fault();
    if (fault != null) {
      return tooMuch(fault, assembler, transaction);
    }
    describe(assembler);
    Limits limits = limits();
    long received = assembler.fields().stream().filter(field -> field.is("Received")).count();
    if (received > limits.receivedFields()) {
      return refuse(
          assembler,
          550,
          "Too many \"Received\" headers - suspected mail loop",
          "Too many \"Received\" headers",
          transaction);
    }
    context.message().headerFields(assembler.fields());
    // The lists judge the size as it came; what is accepted is measured again.
    context.message().size = assembler.kept();
    Rewriting.recipients(context.policy().rewriter(), context.situation());
    Fixups.apply(context.situation());
    Rewriting.apply(
        context.policy().rewriter(),
        context.situation(),
        mayBeUnqualified(SmtpOptions.SENDER_UNQUALIFIED_HOSTS),
        mayBeUnqualified(SmtpOptions.RECIPIENT_UNQUALIFIED_HOSTS));
    AclHeaders.apply(context.message());
    ReceivedField.add(context.situation());
    context.message().body = draft.written();
    if (context.message().recipients().isEmpty()) {
      // All were discarded: nobody is left for the lists to judge the content for.
      context.message().body = null;
      Decision.Discard discarded = new Decision.Discard("", "");
      return blackhole(context.message().discardedBy, discarded, chunkLine, transaction);
    }
    try {
      Outcome refused = parts(chunkLine, transaction);
      if (refused != null) {
        return refused;
      }
      AclHeaders.apply(context.message());
      Reply early = endOfData.run();
      return early != null
          ? new Outcome(early, transaction.before())
          : judge(draft, chunkLine, transaction);
    } finally {
      context.message().body = null;
    }
  }

  private Outcome judge(Draft draft, String chunkLine, SessionState.InTransaction transaction)
      throws IOException, InterruptedException {
    Decision decision = context.policy().acls().run(Phase.DATA, context.situation());
    context.message().body = null;
    return switch (decision) {
      case Decision.Accept it -> accept(draft, chunkLine, it.userMessage(), transaction);
      case Decision.Discard it -> {
        context.message().recipients().clear();
        yield blackhole("DATA", it, chunkLine, transaction);
      }
      case Decision.Deny _, Decision.Defer _, Decision.Broken _ ->
          refusals.refuse(Phase.DATA, decision, "", transaction.before());
    };
  }

  private boolean mayBeUnqualified(Option<MatchList> hosts) throws InterruptedException {
    Connection peer = context.connection();
    return peer.local ? peer.unqualified : context.has(hosts);
  }

  /** Shows the parts to their list; null when it takes them all. */
  private @Nullable Outcome parts(String chunkLine, SessionState.InTransaction transaction)
      throws InterruptedException {
    try {
      Decision parts = PartLists.run(Phase.MIME, context.policy().acls(), context.situation());
      return parts instanceof Decision.Accept ? null : afterParts(parts, chunkLine, transaction);
    } catch (IOException e) {
      return new Outcome(spoolFailed(e), transaction.before());
    }
  }

  /** What a list for parts said in place of yes. */
  private Outcome afterParts(
      Decision decision, String chunkLine, SessionState.InTransaction transaction)
      throws InterruptedException {
    if (decision instanceof Decision.Discard it) {
      context.message().recipients().clear();
      // Exim keeps the log message of this list to itself.
      return blackhole("MIME", new Decision.Discard(it.userMessage(), ""), chunkLine, transaction);
    }
    return refusals.refuse(Phase.MIME, decision, "", transaction.before());
  }

  private void describe(Assembler assembler) {
    Message message = context.message();
    message.bodySize = assembler.bodySize();
    message.bodyLines = assembler.bodyLines();
    message.linesReceived = assembler.lines();
    message.bodyZeros = assembler.bodyZeros();
    message.size = assembler.received();
    message.longestLine = assembler.longestLine();
    message.bodyStart = assembler.excerpt().start();
    message.bodyEnd = assembler.excerpt().end();
  }

  private Outcome tooMuch(
      Assembler.Fault fault, Assembler assembler, SessionState.InTransaction transaction)
      throws InterruptedException {
    return switch (fault) {
      case TOO_BIG -> {
        String why =
            "message too big: read="
                + assembler.size()
                + " max="
                + context.number(ReceiveOptions.MESSAGE_SIZE_LIMIT, 0);
        yield context.log().selects(LogSelector.SIZE_REJECT)
            ? refuse(assembler, 552, "Message size exceeds maximum permitted", why, transaction)
            : Outcome.of(552, "Message size exceeds maximum permitted", transaction.before());
      }
      case NO_MEMORY -> {
        context
            .log()
            .main(
                context.message().queueId(),
                "header sections under reception take too much memory: message deferred "
                    + context.peer().field());
        yield Outcome.of(451, "Temporary local problem - please try later", transaction.before());
      }
      case SPOOL -> new Outcome(spoolFailed(assembler.trouble()), transaction.before());
      case HEADER_TOO_BIG -> {
        overlong("ridiculously long message header", context.value(ReceiveOptions.HEADER_MAXSIZE));
        yield Outcome.of(552, "Message header is ridiculously long", transaction.before());
      }
      case HEADER_LINE_TOO_LONG -> {
        overlong("overlong message header line", context.value(ReceiveOptions.HEADER_LINE_MAXSIZE));
        yield Outcome.of(552, "A message header line is too long", transaction.before());
      }
    };
  }

  private void overlong(String what, int limit) {
    context
        .log()
        .reject(
            null,
            what
                + " received from "
                + context.peer().plain()
                + " (more than "
                + limit
                + " characters): message abandoned",
            List.of());
  }

  Outcome refuse(
      Assembler assembler,
      int code,
      String text,
      String why,
      SessionState.InTransaction transaction) {
    ReversePath sender = context.message().sender();
    context
        .log()
        .reject(
            context.message().queueId(),
            "rejected from <"
                + (sender == null ? "" : sender.address())
                + "> "
                + PeerText.hostWithoutInterface(context.connection(), context.log())
                + ": "
                + why,
            Refusal.envelope(context.message()),
            assembler.fields());
    return Outcome.of(code, text, transaction.before());
  }

  private Outcome accept(
      Draft draft, String chunkLine, String userMessage, SessionState.InTransaction transaction)
      throws IOException, InterruptedException {
    Message message = context.message();
    AclHeaders.apply(message);
    if (message.recipients().isEmpty()) {
      return blackhole(
          message.discardedBy, new Decision.Discard(userMessage, ""), chunkLine, transaction);
    }
    message.measure();
    try {
      Outcome passed = passed(draft, chunkLine, userMessage, transaction);
      if (passed != null) {
        return passed;
      }
      new Crowd(context).holdBack();
      context.services().intake().accept(context.situation(), draft);
    } catch (IOException e) {
      return new Outcome(spoolFailed(e), transaction.before());
    }
    return new Outcome(done(chunkLine, userMessage), transaction.before());
  }

  /** Passes the message on at once where that is asked for; null when it is for the spool. */
  private @Nullable Outcome passed(
      Draft draft, String chunkLine, String userMessage, SessionState.InTransaction transaction)
      throws IOException, InterruptedException {
    if (!context.message().controls.cutthrough) {
      return null;
    }
    Cutthrough.Passed passed =
        context.cutthrough().finish(context.situation(), draft.written(), context.peer().field());
    return switch (passed) {
      case Cutthrough.Passed.Not _ -> null;
      case Cutthrough.Passed.Refused it -> new Outcome(it.reply(), transaction.before());
      case Cutthrough.Passed.Delivered _ -> {
        arrived();
        Message message = context.message();
        Duration took = Duration.between(message.received(), context.now());
        DeliveryLine.completed(message.queueId(), took, context.log());
        yield new Outcome(done(chunkLine, userMessage), transaction.before());
      }
    };
  }

  private void arrived() {
    Message message = context.message();
    new ArrivalLine(context.situation())
        .chunking(message.chunked)
        .messageIdCreated(message.messageIdCreated)
        .writeTo(context.log());
  }

  /** What the peer hears when the spool does not take the message. */
  Reply spoolFailed(@Nullable IOException trouble) {
    if (trouble instanceof SpoolFull) {
      return Reply.of(452, "Space shortage, please try later");
    }
    String why = trouble == null ? "no reason given" : trouble.getMessage();
    context
        .log()
        .panic(
            context.message().queueId(), "the spool failed while a message was received: " + why);
    return Reply.of(451, "Temporary local problem - please try later");
  }

  private Reply done(String chunkLine, String userMessage) {
    Message message = context.message();
    String first = chunkLine.isEmpty() ? "" : chunkLine + "\n";
    if (message.controls.fakeReject != null) {
      return CustomReply.plain(550, message.controls.fakeReject).reply();
    }
    if (message.controls.fakeDefer != null) {
      return CustomReply.plain(450, message.controls.fakeDefer).reply();
    }
    Reply concluded = endOfData.conclusion();
    if (concluded != null) {
      return concluded;
    }
    return context.answer(250, userMessage, first + "OK id=" + context.messageId());
  }

  /** Every recipient was discarded: the peer hears the usual reply. */
  private Outcome blackhole(
      String list,
      Decision.Discard decision,
      String chunkLine,
      SessionState.InTransaction transaction) {
    String why = decision.logMessage();
    arrived();
    context
        .log()
        .main(
            context.messageId(),
            "=> blackhole ("
                + list
                + " ACL discarded recipients)"
                + (why.isEmpty() ? "" : ": " + why));
    context.log().main(context.messageId(), "Completed");
    return new Outcome(done(chunkLine, decision.userMessage()), transaction.before());
  }
}
