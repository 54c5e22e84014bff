// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.api.smtp.Extension;
import org.ostler.api.smtp.Reply;
import org.ostler.core.acl.AclRunner;
import org.ostler.core.acl.Decision;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.Refusal;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.receive.SpaceCheck;
import org.ostler.core.smtp.server.protocol.Path;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.SessionState.Greeted;
import org.ostler.core.smtp.server.protocol.SessionState.InTransaction;
import org.ostler.core.smtp.server.protocol.SessionState.Recipients;
import org.ostler.core.smtp.server.protocol.Step;
import org.ostler.core.smtp.server.protocol.Verb;

/** MAIL and RCPT: the lists decide, then the envelope grows. */
final class Envelopes {
  private static final int ADDED = 5000;

  private final SessionContext context;
  private final AclRunner acls;
  private final Refusals refusals;
  private final Extensions extensions;
  private final Faults faults;
  private final AuthenticatedSender authenticatedSender;
  private final RateLimits rates;
  private int messages;
  private boolean discardAll;
  private boolean overflow;
  private String discardReason = "";

  Envelopes(
      SessionContext context, Extensions extensions, Authentication authentication, Faults faults)
      throws InterruptedException {
    this.rates = new RateLimits(context);
    this.context = context;
    this.acls = context.policy().acls();
    this.refusals = new Refusals(context);
    this.extensions = extensions;
    this.faults = faults;
    this.authenticatedSender = new AuthenticatedSender(context, authentication);
  }

  Outcome begin(Step.Begin step) throws InterruptedException {
    rates.mail();
    long limit =
        context.number(
            SmtpOptions.SMTP_ACCEPT_MAX_PER_CONNECTION, SmtpOptions.MESSAGES_PER_CONNECTION);
    if (limit > 0 && faults.mails() > limit) {
      reject("rejected MAIL command " + peer() + ": too many messages in one connection");
      return Outcome.of(421, "too many messages in this connection", step.before());
    }
    Path.Good path = step.path();
    long sizeLimit = context.number(ReceiveOptions.MESSAGE_SIZE_LIMIT, 0);
    if (sizeLimit > 0 && step.parameters().size() > sizeLimit) {
      return tooBig(step, sizeLimit);
    }
    if (!hasRoom(step)) {
      return Outcome.of(452, "Space shortage, please try later", step.before());
    }
    boolean qualified = path.address().isEmpty() || path.qualified();
    if (!qualified && !mayBeUnqualified(SmtpOptions.SENDER_UNQUALIFIED_HOSTS)) {
      return unqualified("sender", path, step.given(), step.before());
    }
    context.freshMessage();
    messages++;
    discardAll = false;
    overflow = false;
    Outcome refusedSender = authenticatedSender.refuse(step);
    if (refusedSender != null) {
      return refusedSender;
    }
    String address = path.address();
    fill(
        context.message(),
        qualified ? address : address + "@" + context.variable("qualify_domain"),
        step);
    Extension.Answer answer = extensions.mail(step.parameters().others());
    if (!(answer instanceof Extension.Answer.Taken taken)) {
      context.freshMessage();
      return objection(answer, step.before());
    }
    return judge(step, taken.remark());
  }

  /** The announced size is taken with something on top for what is added. */
  private boolean hasRoom(Step.Begin step) throws InterruptedException {
    long size = step.parameters().size();
    boolean counts = context.value(SpaceCheck.SMTP_CHECK_SPOOL_SPACE) && size > 0;
    return SpaceCheck.passes(
        counts ? size + ADDED : 0, context.situation(), line -> context.log().main(null, line));
  }

  private String peer() {
    return context.peer().field();
  }

  private void reject(String line) {
    context.log().reject(null, line, List.of());
  }

  private Outcome tooBig(Step.Begin step, long limit) {
    if (context.log().selects(LogSelector.SIZE_REJECT)) {
      reject(
          "rejected MAIL FROM:<"
              + step.path().address()
              + "> "
              + peer()
              + ": message too big: size="
              + step.parameters().size()
              + " max="
              + limit);
    }
    return Outcome.of(552, "Message size exceeds maximum permitted", step.before());
  }

  /** RFC 5321 §4.1.2: an address has a domain, but for those who may leave it out. */
  private Outcome unqualified(String what, Path.Good path, String given, SessionState state) {
    if (context.log().selects(LogSelector.SMTP_SYNTAX_ERROR)) {
      reject("unqualified " + what + " rejected: <" + path.address() + "> " + peer());
    }
    return Outcome.of(501, given + ": " + what + " address must contain a domain", state);
  }

  private Outcome judge(Step.Begin step, String remark) throws InterruptedException {
    Decision decision = acls.run(Phase.MAIL, context.situation());
    return switch (decision) {
      case Decision.Accept it ->
          new Outcome(
              accepted(it.userMessage(), "OK", remark),
              new InTransaction(step.before(), step.parameters(), Recipients.NONE));
      case Decision.Discard it -> {
        discardAll = true;
        discardReason = it.logMessage();
        yield new Outcome(
            accepted(it.userMessage(), "OK", remark),
            new InTransaction(step.before(), step.parameters(), Recipients.NONE));
      }
      case Decision.Deny _, Decision.Defer _, Decision.Broken _ -> {
        Outcome refused = refusals.refuse(Phase.MAIL, decision, step.given(), step.before());
        context.freshMessage();
        yield refused;
      }
    };
  }

  private boolean mayBeUnqualified(Option<MatchList> hosts) throws InterruptedException {
    Connection peer = context.connection();
    return peer.local ? peer.unqualified : context.lists().hadAtFirst(hosts);
  }

  private void fill(Message message, String path, Step.Begin step) {
    message.sender(path.isEmpty() ? ReversePath.NULL : new ReversePath(path));
    message.announcedSize = step.parameters().size();
    message.bodyType = step.parameters().bodyType();
    message.smtputf8 = step.parameters().smtputf8();
    message.protocol(protocol(step.before(), message.smtputf8));
  }

  /** RFC 3848, RFC 6531 §4.3: the protocol word of the Received field. */
  private String protocol(SessionState before, boolean utf8) {
    boolean extended = before instanceof Greeted greeted && greeted.extended();
    String word = !extended ? "smtp" : utf8 ? "utf8esmtp" : "esmtp";
    String secure = context.connection().tlsCipher == null ? "" : "s";
    // RFC 4954 §5.
    boolean authenticated = extended && context.connection().authenticator != null;
    return (context.connection().local ? "local-" : "")
        + word
        + secure
        + (authenticated ? "a" : "");
  }

  /** What an extension has against its parameters. */
  private Outcome objection(Extension.Answer answer, SessionState state)
      throws InterruptedException {
    return switch (answer) {
      case Extension.Answer.Malformed it ->
          faults.refuse(
              Step.Refuse.syntax(501, it.text()),
              String.valueOf(context.connection().command),
              state);
      case Extension.Answer.Refused it -> new Outcome(it.reply(), state);
      case Extension.Answer.Taken _ -> throw new IllegalArgumentException("no objection");
    };
  }

  private Reply accepted(String userMessage, String otherwise, String remark) {
    String told = userMessage.isEmpty() ? "" : userMessage + remark;
    return context.answer(250, told, otherwise + remark);
  }

  Outcome add(Step.AddRecipient step) throws InterruptedException {
    rates.rcpt();
    InTransaction transaction = step.transaction();
    Message message = context.message();
    message.recipientCommands++;
    String path = step.path().address();
    if (!step.path().qualified()) {
      // RFC 5321 §4.5.1: postmaster without a domain is always taken.
      boolean postmaster = path.toLowerCase(Locale.ROOT).equals("postmaster");
      if (!postmaster && !mayBeUnqualified(SmtpOptions.RECIPIENT_UNQUALIFIED_HOSTS)) {
        message.recipientsFailed++;
        return noted(unqualified("recipient", step.path(), step.given(), transaction), true);
      }
      path = path + "@" + context.variable("qualify_recipient");
    }
    long limit = context.number(SmtpOptions.RECIPIENTS_MAX, 50000);
    if (limit > 0 && message.recipientCommands > limit) {
      return tooMany(transaction);
    }
    Extensions.Judged judged = extensions.rcpt(step.parameters(), new Recipient(path));
    if (!(judged.answer() instanceof Extension.Answer.Taken)) {
      return noted(objection(judged.answer(), transaction), true);
    }
    return judge(judged.recipient(), step.given(), transaction);
  }

  private Outcome tooMany(InTransaction transaction) {
    boolean reject = context.value(SmtpOptions.RECIPIENTS_MAX_REJECT);
    if (!overflow) {
      overflow = true;
      reject(
          "too many recipients: "
              + (reject ? "message rejected" : "excess temporarily rejected")
              + ": sender=<"
              + sender()
              + "> "
              + peer());
    }
    if (reject) {
      context.message().recipientsFailed++;
    } else {
      context.message().recipientsDeferred++;
    }
    Outcome outcome =
        noted(Outcome.of(reject ? 552 : 452, "too many recipients", transaction), true);
    return reject && outcome.next() instanceof InTransaction it
        ? new Outcome(outcome.reply(), it.with(it.recipients().overflowing()))
        : outcome;
  }

  private String sender() {
    ReversePath sender = context.message().givenSender();
    return sender == null ? "" : sender.address();
  }

  private Outcome judge(Recipient recipient, String asSent, InTransaction transaction)
      throws InterruptedException {
    if (discardAll) {
      return discard(transaction, "MAIL", new Decision.Discard("", discardReason));
    }
    context.situation().addressee(Address.of(recipient));
    Decision decision = acls.run(Phase.RCPT, context.situation());
    context.situation().addressee(null);
    return switch (decision) {
      case Decision.Accept it -> {
        Outcome passed = passed(recipient, asSent, transaction);
        if (passed != null) {
          yield passed;
        }
        context.message().recipients().add(recipient);
        yield new Outcome(
            accepted(it.userMessage(), "Accepted", ""),
            transaction.with(transaction.recipients().accept()));
      }
      case Decision.Discard it -> discard(transaction, "RCPT", it);
      case Decision.Deny _ -> {
        context.message().recipientsFailed++;
        yield noted(refusals.refuse(Phase.RCPT, decision, asSent, transaction), false);
      }
      case Decision.Defer _, Decision.Broken _ -> {
        context.message().recipientsDeferred++;
        yield noted(refusals.refuse(Phase.RCPT, decision, asSent, transaction), false);
      }
    };
  }

  /**
   * What the next host has against a recipient when mail is passed on at once; null for nothing.
   */
  private @Nullable Outcome passed(Recipient recipient, String asSent, InTransaction transaction)
      throws InterruptedException {
    Reply reply = context.cutthrough().recipient(recipient, context.situation());
    if (reply == null) {
      return null;
    }
    if (reply.code() / 100 == 5) {
      // Exim tells neither the peer nor the log what the host said.
      context.message().recipientsFailed++;
      Decision deny = new Decision.Deny("", "", false);
      return noted(refusals.refuse(Phase.RCPT, deny, asSent, transaction), false);
    }
    context.message().recipientsDeferred++;
    Refusal.log(
        context.log(),
        context.situation(),
        context.peer().field()
            + " F=<"
            + sender()
            + ">"
            + PeerWords.authenticated(context.connection())
            + " temporarily rejected RCPT "
            + asSent);
    return noted(new Outcome(reply, transaction), false);
  }

  private Outcome discard(InTransaction transaction, String list, Decision.Discard decision) {
    String why = decision.logMessage();
    context.message().discardedBy = list;
    reject(
        peer()
            + " F=<"
            + sender()
            + "> RCPT "
            + PeerWords.printable(Verb.RCPT.argument(String.valueOf(context.connection().command)))
            + ": discarded by "
            + list
            + " ACL"
            + (why.isEmpty() ? "" : ": " + why));
    return new Outcome(
        accepted(decision.userMessage(), "Accepted", ""),
        transaction.with(transaction.recipients().accept()));
  }

  /** Notes RCPT that was refused for how or where it was said. */
  Outcome refused(Outcome outcome) {
    context.message().recipientCommands++;
    context.message().recipientsFailed++;
    return noted(outcome, true);
  }

  /**
   * Notes the refusal of a recipient, which DATA tells again when all had the same.
   *
   * @param withCode as Exim tells those that no list decided
   */
  private static Outcome noted(Outcome outcome, boolean withCode) {
    if (!(outcome.next() instanceof InTransaction transaction)) {
      return outcome;
    }
    Reply reply = outcome.reply();
    String text = (withCode ? reply.code() + " " : "") + String.join("\n", reply.lines());
    return new Outcome(reply, transaction.with(transaction.recipients().refuse(text)));
  }
}
