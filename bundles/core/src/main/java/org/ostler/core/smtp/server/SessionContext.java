// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import java.time.Instant;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.Option;
import org.ostler.api.smtp.Reply;
import org.ostler.api.text.Text;
import org.ostler.core.deliver.Cutthrough;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;

/** What all parts of one session look at. Confined to the session's thread. */
record SessionContext(
    SmtpServices services,
    SmtpPolicy policy,
    Wire wire,
    Situation situation,
    PeerWords peer,
    PeerLists lists,
    Cutthrough cutthrough,
    Farewell farewell) {
  Log log() {
    return services.log();
  }

  Connection connection() {
    return situation.peer();
  }

  Message message() {
    return situation.envelope();
  }

  QueueId messageId() {
    QueueId id = message().queueId();
    if (id == null) {
      throw new IllegalStateException("no message is being received");
    }
    return id;
  }

  Instant now() {
    return services.clock().instant();
  }

  /** Throws away the transaction in hand. */
  void freshMessage() {
    cutthrough.next();
    situation.message(new Message(now()));
  }

  <T> T value(Option<T> option) {
    return policy.main().value(option);
  }

  /** As {@link PeerLists#has}. */
  boolean has(Option<MatchList> option) throws InterruptedException {
    return lists.has(option);
  }

  /**
   * The expanded option; {@code otherwise} when it is unset or does not expand, which the panic log
   * tells.
   */
  String expand(Option<Expandable> option, String otherwise) throws InterruptedException {
    Expandable text = policy.main().find(option).orElse(null);
    if (text == null) {
      return otherwise;
    }
    return switch (text.expand(situation)) {
      case Expansion.Value it -> it.text().value();
      case Expansion.ForcedFailure _ -> otherwise;
      case Expansion.Failed it -> failed(option, it.message(), otherwise);
      case Expansion.Deferred it -> failed(option, it.message(), otherwise);
    };
  }

  private String failed(Option<Expandable> option, String why, String otherwise) {
    log().panic(null, "failed to expand " + option.name() + ": " + why);
    return otherwise;
  }

  /** The value of a number or a time of the configuration that is expanded first. */
  long number(Option<Expandable> option, long otherwise) throws InterruptedException {
    String text = expand(option, "").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Quantity.number(text);
    } catch (NumberFormatException _) {
      log().panic(null, option.name() + ": \"" + text + "\" is not a number");
      return otherwise;
    }
  }

  /** {@code smtp_receive_timeout}; five minutes when it does not make sense. */
  Duration receiveTimeout() throws InterruptedException {
    try {
      Duration limit = Quantity.time(expand(SmtpOptions.SMTP_RECEIVE_TIMEOUT, "5m").strip());
      // Exim: zero means no limit.
      return limit.isZero() ? Duration.ofDays(365) : limit;
    } catch (NumberFormatException _) {
      return Duration.ofMinutes(5);
    }
  }

  String variable(String name) throws InterruptedException {
    Text value = situation.variable(name);
    return value == null ? "" : value.value();
  }

  /** The name that replies give as ours. */
  String ourName() throws InterruptedException {
    Text known = connection().remarks.get("smtp_active_hostname");
    if (known != null) {
      return known.value();
    }
    String name = expand(SmtpOptions.SMTP_ACTIVE_HOSTNAME, "").strip();
    Text ours = Text.of(name.isEmpty() ? variable("primary_hostname") : name);
    connection().remarks.put("smtp_active_hostname", ours);
    return ours.value();
  }

  /** What a list told the peer, or the usual words; a code of another class is complained about. */
  Reply answer(int code, String userMessage, String otherwise) {
    if (userMessage.isEmpty()) {
      return Reply.of(code, otherwise);
    }
    CustomReply custom = CustomReply.of(code, userMessage, false);
    if (custom.wrongCode()) {
      log().main(message().queueId(), CustomReply.complaint(code, userMessage));
    }
    return custom.reply();
  }
}
