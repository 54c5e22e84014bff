// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.Set;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.smtp.Reply;
import org.ostler.core.acl.Decision;
import org.ostler.core.log.PeerText;
import org.ostler.core.log.Refusal;
import org.ostler.core.smtp.server.protocol.SessionState;

/** Turns what access control lists refuse into replies and log lines, in Exim's words. */
final class Refusals {
  private static final Set<Phase> WITH_SENDER =
      Set.of(Phase.RCPT, Phase.DATA, Phase.MIME, Phase.PRDR, Phase.DKIM);

  private final SessionContext context;

  Refusals(SessionContext context) {
    this.context = context;
  }

  /**
   * Refuses.
   *
   * @param place what the list judged, for the log: {@code <address>}, or empty
   * @param otherwise the state when the session goes on
   */
  Outcome refuse(Phase phase, Decision decision, String place, SessionState otherwise)
      throws InterruptedException {
    return switch (decision) {
      case Decision.Deny it -> {
        Outcome outcome =
            refuse(phase, code(phase), it.userMessage(), it.logMessage(), place, otherwise);
        yield it.drop() ? dropped(outcome) : outcome;
      }
      case Decision.Defer it -> {
        Outcome outcome = refuse(phase, 451, detailed(it), it.logMessage(), place, otherwise);
        yield it.drop() ? dropped(outcome) : outcome;
      }
      case Decision.Broken it -> refuse(phase, 451, "", it.logMessage(), place, otherwise);
      case Decision.Discard _ ->
          refuse(phase, 451, "", "\"discard\" is not allowed here", place, otherwise);
      case Decision.Accept _ -> throw new IllegalArgumentException("not refused");
    };
  }

  /** With {@code smtp_return_error_details} the peer hears why its sender is not known now. */
  private String detailed(Decision.Defer decision) {
    String detail = context.message().senderDeferral;
    String message = decision.userMessage();
    return message.isEmpty()
            || detail.isEmpty()
            || !context.value(SmtpOptions.SMTP_RETURN_ERROR_DETAILS)
        ? message
        : detail + "\n" + message;
  }

  private Outcome dropped(Outcome outcome) throws InterruptedException {
    new SessionLog(context).dropped();
    // The list that dropped has had the last word already.
    context.farewell().otherwise("acl-drop", outcome.reply());
    return Outcome.closing(outcome.reply());
  }

  private static int code(Phase phase) {
    return switch (phase) {
      case VRFY -> 252;
      case ETRN -> 458;
      case AUTH -> 503;
      default -> 550;
    };
  }

  private Outcome refuse(
      Phase phase,
      int code,
      String userMessage,
      String logMessage,
      String place,
      SessionState next) {
    String reason = logMessage.isEmpty() ? firstLine(userMessage) : firstLine(logMessage);
    CustomReply reply = reply(phase, code, userMessage);
    if (reply.wrongCode()) {
      context.log().main(context.message().queueId(), CustomReply.complaint(code, userMessage));
      if (reason.equals(firstLine(userMessage))) {
        reason = code + " " + reply.reply().lines().getFirst();
      }
    }
    String verb = code == 451 ? " temporarily rejected " : " rejected ";
    Refusal.log(
        context.log(),
        context.situation(),
        context.peer().field()
            + PeerText.tls(context.connection(), context.log())
            + sender(phase)
            + verb
            + what(phase, place)
            + (reason.isEmpty() ? "" : ": " + reason));
    return new Outcome(reply.reply(), next);
  }

  private CustomReply reply(Phase phase, int code, String userMessage) {
    if (!userMessage.isEmpty()) {
      return CustomReply.of(code, userMessage, phase == Phase.VRFY);
    }
    if (code != 451) {
      return new CustomReply(Reply.of(code, "Administrative prohibition"), false);
    }
    String text = "Temporary local problem - please try later";
    return new CustomReply(Reply.of(code, text), false);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private String sender(Phase phase) {
    ReversePath sender = context.message().givenSender();
    return WITH_SENDER.contains(phase) && sender != null
        ? " F=<" + sender.address() + ">" + PeerWords.authenticated(context.connection())
        : "";
  }

  private static String what(Phase phase, String place) {
    return switch (phase) {
      case CONNECT -> "connection in \"connect\" ACL";
      case HELO -> "EHLO or HELO " + place;
      case PREDATA -> "DATA";
      case DATA, DKIM -> "after DATA";
      case MIME -> "during MIME ACL checks";
      case PRDR -> "after DATA PRDR";
      default -> phase.name() + (place.isEmpty() ? "" : " " + place);
    };
  }
}
