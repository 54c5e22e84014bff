// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.smtp.Reply;
import org.ostler.api.text.Text;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.PeerText;

/** What the log says of a session's beginning and end, and what the peer hears when it breaks. */
final class SessionLog {
  private final SessionContext context;
  private final boolean quiet;

  SessionLog(SessionContext context) throws InterruptedException {
    this.context = context;
    this.quiet = context.has(SmtpOptions.HOSTS_CONNECTION_NOLOG);
  }

  private boolean selects(LogSelector selector) {
    return !quiet && context.log().selects(selector);
  }

  void opened() {
    if (selects(LogSelector.SMTP_CONNECTION)) {
      Text count = context.connection().remarks.get("smtp_count_at_connection_start");
      String counted = count == null ? "" : " (TCP/IP connection count = " + count.value() + ")";
      context.log().main(null, connection() + counted);
    }
  }

  void tooSoon(String input) {
    context
        .log()
        .reject(
            null,
            "SMTP protocol synchronization error (input sent without waiting for greeting):"
                + " rejected connection from "
                + context.peer().field()
                + " input=\""
                + PeerWords.printable(input)
                + "\"",
            List.of());
  }

  void outOfSync(String line, boolean pipelining, String next) {
    context
        .log()
        .reject(
            null,
            "SMTP protocol synchronization error (next input sent too soon: pipelining was"
                + (pipelining ? "" : " not")
                + " advertised): rejected \""
                + PeerWords.printable(PeerWords.harmless(line))
                + "\" "
                + context.peer().field()
                + " next input=\""
                + PeerWords.printable(next)
                + "\"",
            List.of());
  }

  void quit() {
    closed("by QUIT");
  }

  Reply stopped() throws InterruptedException {
    closed("after SIGTERM");
    return Reply.of(421, context.ourName() + ": Service not available - closing connection");
  }

  /** The farewell after QUIT could not be sent, since the peer had reset the connection. */
  void resetAfterQuit() {
    String address = context.connection().addressText();
    if (address != null && context.log().selects(LogSelector.PROTOCOL_DETAIL)) {
      context
          .log()
          .main(
              null,
              "[" + address + "] after QUIT, client reset TCP before SMTP response and TLS close");
    }
  }

  void dropped() {
    closed("by DROP in ACL");
  }

  /** What a transaction had so far that now comes to nothing. */
  void incomplete(String why) {
    ReversePath sender = context.message().sender();
    if (sender == null || !context.log().selects(LogSelector.SMTP_INCOMPLETE_TRANSACTION)) {
      return;
    }
    String recipients =
        context.message().recipients().stream()
            .map(recipient -> " " + recipient.address())
            .collect(Collectors.joining());
    context
        .log()
        .main(
            null,
            context.peer().field()
                + " incomplete transaction ("
                + why
                + ") from <"
                + sender.address()
                + ">"
                + (recipients.isEmpty() ? "" : " for" + recipients));
  }

  void securityFailed() {
    closed("by EOF");
  }

  private void closed(String how) {
    closed(" closed " + how, "");
  }

  private void closed(String after, String before) {
    if (selects(LogSelector.SMTP_CONNECTION)) {
      context
          .log()
          .main(null, connection() + (before.isEmpty() ? "" : " " + before) + lasted() + after);
    }
  }

  private String connection() {
    String id = PeerText.connectionId(context.connection(), context.log());
    return "SMTP connection" + id + " from " + context.peer().plain();
  }

  private String lasted() {
    Duration time = Duration.between(context.connection().since(), context.now());
    return PeerWords.lasted(time, context.log().selects(LogSelector.MILLISEC));
  }

  Reply commandTimeout() throws InterruptedException {
    if (selects(LogSelector.LOST_INCOMING_CONNECTION)) {
      context
          .log()
          .main(
              null, "SMTP command timeout on connection from " + context.peer().plain() + lasted());
    }
    return Reply.of(421, context.ourName() + ": SMTP command timeout - closing connection");
  }

  Reply overdue() throws InterruptedException {
    context
        .log()
        .main(null, "SMTP session timeout on connection from " + context.peer().plain() + lasted());
    return Reply.of(421, context.ourName() + ": SMTP session timeout - closing connection");
  }

  void lost() {
    if (context.message().sender() == null) {
      // Many programs leave without a word when they have nothing to send.
      closed("", "lost");
    } else if (selects(LogSelector.LOST_INCOMING_CONNECTION)) {
      String what = context.connection().address() == null ? "EOF" : "disconnection";
      context
          .log()
          .main(
              null,
              "unexpected "
                  + what
                  + " while reading SMTP command from "
                  + context.peer().plain()
                  + lasted());
    }
  }

  void finished(boolean usedMail, String commands) {
    if (!usedMail && selects(LogSelector.SMTP_NO_MAIL)) {
      context
          .log()
          .main(
              null,
              "no MAIL in SMTP connection from "
                  + context.peer().plain()
                  + lasted()
                  + PeerWords.authenticated(context.connection())
                  + commands);
    }
  }
}
