// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.IpText;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.language.octets.EncodedWords;

/**
 * The line that says a message has come: {@code <= sender H=host P=esmtp S=1234 id=...}, or {@code
 * (=} for one that was refused to the peer's face only. What the situation does not know is told by
 * the setters; one use.
 */
public final class ArrivalLine {
  /** How many octets of a subject are shown. */
  private static final int SUBJECT_LIMIT = 100;

  private final Situation situation;
  private @Nullable QueueId reference;
  private boolean chunking;
  private boolean idCreated;
  private @Nullable Duration took;

  public ArrivalLine(Situation situation) {
    this.situation = situation;
  }

  /** The message that this one, a bounce or a report, is about. */
  public ArrivalLine reference(@Nullable QueueId id) {
    this.reference = id;
    return this;
  }

  /** The body came by BDAT. */
  public ArrivalLine chunking(boolean used) {
    this.chunking = used;
    return this;
  }

  /** The Message-ID field is of our making. */
  public ArrivalLine messageIdCreated(boolean created) {
    this.idCreated = created;
    return this;
  }

  /** How long reception took. */
  public ArrivalLine took(@Nullable Duration duration) {
    this.took = duration;
    return this;
  }

  /** Writes the line to the main log. */
  public void writeTo(Log log) {
    log.main(situation.envelope().queueId(), text(log));
  }

  /** The line without time and queue id. */
  public String text(Log log) {
    Connection peer = situation.peer();
    Message message = situation.envelope();
    boolean fake = message.controls.fakeReject != null;
    Fields fields = new Fields(log, (fake ? "(= " : "<= ") + sender(message));
    fields.field("R", reference == null ? null : reference.value());
    fields.raw(PeerText.connectionId(peer, log));
    peer(peer, message, log, fields);
    fields.tls(Tls.of(peer));
    if (peer.authenticator != null) {
      fields.field("A", credentials(peer, message, log));
    }
    message.marks.forEach(mark -> fields.flag(true, mark));
    fields.field(LogSelector.PROXY, "PRX", peer.proxy == null ? null : IpText.of(peer.proxy));
    fields.flag(chunking, "K").field("S", Long.toString(message.size));
    fields.field(LogSelector._8BITMIME, "M8S", Integer.toString(message.bodyType));
    fields.duration(LogSelector.RECEIVE_TIME, "RT", took);
    fields.field("Q", peer.queueName.isEmpty() ? null : peer.queueName);
    messageId(message, log, fields);
    subject(message, log, fields);
    if (log.selects(LogSelector.RECEIVED_SENDER)) {
      ReversePath asSent = message.senderAsSent;
      fields.raw(" from <" + (asSent == null ? bare(message) : asSent.address()) + ">");
    }
    if (log.selects(LogSelector.RECEIVED_RECIPIENTS) && !message.recipients().isEmpty()) {
      fields.raw(" for");
      List<String> all =
          message.recipientsAsSent.isEmpty()
              ? message.recipients().stream().map(Recipient::address).toList()
              : message.recipientsAsSent;
      all.forEach(address -> fields.raw(" " + address));
    }
    return fields.toString();
  }

  private void peer(Connection peer, Message message, Log log, Fields fields) {
    String host = PeerText.fullHost(peer, log);
    if (host != null) {
      fields.field("H", host);
      StringBuilder local = new StringBuilder();
      PeerText.appendInterface(peer, log, local);
      fields.raw(local.toString());
    }
    fields.field("U", peer.ident).field("P", message.protocol());
    if (peer.pipelining != Connection.Pipelining.NONE && log.selects(LogSelector.PIPELINING)) {
      fields.raw(peer.pipelining == Connection.Pipelining.USED ? " L" : " L-");
    }
  }

  private static String credentials(Connection peer, Message message, Log log) {
    StringBuilder text = new StringBuilder(String.valueOf(peer.authenticator));
    if (peer.authenticatedId != null) {
      text.append(':').append(peer.authenticatedId);
      if (message.authenticatedSender != null && log.selects(LogSelector.SMTP_MAILAUTH)) {
        text.append(':').append(message.authenticatedSender);
      }
    }
    return text.toString();
  }

  private void messageId(Message message, Log log, Fields fields) {
    String body = first(message.headerFields(), "message-id");
    boolean shown =
        log.selects(LogSelector.MSG_ID) && (!idCreated || log.selects(LogSelector.MSG_ID_CREATED));
    if (body == null || !shown) {
      return;
    }
    // Read as an address, so that angle brackets may be missing.
    org.ostler.language.octets.AddressText.Address id =
        org.ostler.language.octets.AddressText.parse(body.strip());
    if (id != null) {
      fields.field(idCreated ? "id*" : "id", Fields.printable(id.whole()));
    }
  }

  /** The subject with its encoded words (RFC 2047) decoded. */
  private void subject(Message message, Log log, Fields fields) {
    if (!log.selects(LogSelector.SUBJECT)) {
      return;
    }
    String raw = first(message.headerFields(), "subject");
    if (raw != null) {
      Settings main = situation.settings();
      String charset = main.value(ReceiveOptions.HEADERS_CHARSET);
      boolean checksLength = main.value(EncodedWords.CHECK_LENGTH);
      String decoded = EncodedWords.decode(raw.strip(), charset, checksLength).text();
      fields.field(
          "T", Fields.quoted(decoded.substring(0, Math.min(SUBJECT_LIMIT, decoded.length()))));
    }
  }

  private static @Nullable String first(List<HeaderField> fields, String name) {
    for (HeaderField field : fields) {
      if (field.is(name)) {
        return field.body();
      }
    }
    return null;
  }

  private static String sender(Message message) {
    String address = bare(message);
    return address.isEmpty() ? "<>" : address;
  }

  private static String bare(Message message) {
    ReversePath sender = message.sender();
    return sender == null ? "" : sender.address();
  }
}
