// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;

/** Asks one host whether it would take mail for an address. One use. */
final class CalloutDialogue implements AutoCloseable {
  private final ClientConnection connection;
  private final EnvelopeForm form;
  private final Duration limit;

  CalloutDialogue(ClientConnection connection, EnvelopeForm form, Duration limit) {
    this.connection = connection;
    this.form = form;
    this.limit = limit;
  }

  /** What a host said to a command. */
  record Answer(String command, Reply reply) {
    boolean isYes() {
      return reply.code() / 100 == 2;
    }

    boolean isNo() {
      return reply.code() / 100 == 5;
    }

    /** As Exim logs it. */
    String log() {
      return command.startsWith("MAIL")
          ? "response to \"" + command + "\" was: " + ReplyText.of(reply)
          : ReplyText.refusal(command, reply);
    }
  }

  Answer mail(String from) throws HostFailure {
    return ask("MAIL FROM:<" + formed(from) + ">" + form.mailParameter);
  }

  Answer recipient(String address) throws HostFailure {
    return ask("RCPT TO:<" + formed(address) + ">");
  }

  private String formed(String address) throws HostFailure {
    String formed = form.of(address);
    if (formed == null) {
      throw new HostFailure(Cause.SMTPUTF8, form.complaint(address));
    }
    return formed;
  }

  /** Begins anew with another sender; null when the host lets us. */
  @Nullable Answer again(String from) throws HostFailure {
    Answer reset = ask("RSET");
    if (!reset.isYes()) {
      return reset;
    }
    Answer mail = mail(from);
    return mail.isYes() ? null : mail;
  }

  /** Ends the transaction, so that the connection may serve another; whether that worked. */
  boolean reset() {
    try {
      return connection.exchange("RSET", limit).code() / 100 == 2;
    } catch (HostFailure lost) {
      return false;
    }
  }

  private Answer ask(String command) throws HostFailure {
    Answer answer = new Answer(command, connection.exchange(command, limit));
    if (!answer.isYes() && !answer.isNo()) {
      throw new HostFailure(Cause.OTHER, answer.log(), answer.reply());
    }
    return answer;
  }

  @Override
  public void close() {
    connection.quit();
  }
}
