// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Downconversion;
import org.ostler.core.mail.IpText;
import org.ostler.core.mail.Message;

/**
 * The head of a queued message as octets: its envelope, header fields and what is known about the
 * session that brought it. The first octet is the version; an older version is always read.
 */
final class HeadCodec {
  private static final int VERSION = 1;

  /** A head read back. */
  record Head(Message message, Connection connection) {}

  private HeadCodec() {}

  static byte[] encode(Message message, Connection connection) throws IOException {
    Octets.Writer out = new Octets.Writer();
    out.small(VERSION);
    envelope(message, out);
    facts(message, out);
    connection(connection, out);
    out.flag(message.controls.freeze).small(message.controls.downconversion.ordinal());
    out.flag(message.controls.queueRouteFirst).text(connection.queueName);
    out.flag(message.messageIdCreated);
    Instant complete = message.complete;
    out.number((complete == null ? message.received() : complete).toEpochMilli());
    out.flag(message.controls.suppressed);
    return out.bytes();
  }

  private static void envelope(Message message, Octets.Writer out) throws IOException {
    ReversePath sender = message.sender();
    out.text(sender == null ? null : sender.address());
    out.number(message.recipients().size());
    for (Recipient recipient : message.recipients()) {
      int bits = 0;
      for (DsnRequest.Notify word : recipient.dsn().notifications()) {
        bits |= 1 << word.ordinal();
      }
      out.text(recipient.address()).small(bits).text(recipient.dsn().originalRecipient());
    }
    out.number(message.headerFields().size());
    for (HeaderField field : message.headerFields()) {
      out.text(field.name() + field.gap()).text(field.body());
    }
  }

  private static void facts(Message message, Octets.Writer out) throws IOException {
    out.text(message.protocol()).number(message.received().toEpochMilli());
    out.variables(message.aclVariables);
    out.number(message.bodySize).number(message.bodyLines).number(message.bodyZeros);
    out.number(message.size).number(message.longestLine).small(message.bodyType);
    out.flag(message.smtputf8).text(message.dsnReturn).text(message.dsnEnvelopeId);
    out.text(message.authenticatedSender).text(message.bodyStart).text(message.bodyEnd);
    out.number(message.recipientCommands);
    out.flag(message.controls.casefulLocalPart).flag(message.controls.queueOnly);
    out.flag(message.controls.suppressLocalFixups);
  }

  private static void connection(Connection peer, Octets.Writer out) throws IOException {
    out.text(address(peer.address())).number(peer.port());
    out.text(address(peer.localAddress())).number(peer.localPort());
    out.number(peer.since().toEpochMilli());
    out.text(peer.heloName()).text(peer.hostName()).text(peer.ident);
    out.text(peer.authenticatedId).text(peer.authenticator).text(peer.tlsCipher);
    out.variables(peer.aclVariables).variables(peer.remarks);
    out.flag(peer.hostNameLookedUp).flag(peer.hostLookupFailed).flag(peer.hostLookupDeferred);
    out.flag(peer.heloVerified).flag(peer.esmtp).flag(peer.local);
  }

  private static @Nullable String address(@Nullable InetAddress address) {
    // without the zone of a link-local address, which the next start may not have
    return address == null ? null : IpText.of(address);
  }

  static Head decode(QueueId id, byte[] head) throws IOException {
    Octets.Reader in = new Octets.Reader(head);
    int version = in.small();
    if (version != VERSION) {
      throw new IOException(
          "message " + id + " was queued by a newer Ostler (format " + version + ")");
    }
    Message message = message(in);
    message.queueId(id);
    Connection connection = connection(in);
    // The first heads ended here.
    message.controls.freeze = !in.atEnd() && in.flag();
    if (!in.atEnd()) {
      message.controls.downconversion = downconversion(in.small());
    }
    // And then here.
    if (!in.atEnd()) {
      message.controls.queueRouteFirst = in.flag();
      connection.queueName = in.string();
      message.messageIdCreated = in.flag();
    }
    // And then here.
    message.complete = in.atEnd() ? message.received() : in.instant();
    // And then here.
    message.controls.suppressed = !in.atEnd() && in.flag();
    return new Head(message, connection);
  }

  private static Downconversion downconversion(int ordinal) throws IOException {
    Downconversion[] all = Downconversion.values();
    if (ordinal < 0 || ordinal >= all.length) {
      throw new IOException("no such downconversion: " + ordinal);
    }
    return all[ordinal];
  }

  private static Message message(Octets.Reader in) throws IOException {
    String sender = in.text();
    List<Recipient> recipients = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      String address = in.string();
      Set<DsnRequest.Notify> words = notify(in.small());
      recipients.add(new Recipient(address, new DsnRequest(words, in.string())));
    }
    List<HeaderField> fields = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      String name = in.string();
      fields.add(HeaderField.parse(name + ":" + in.string()));
    }
    String protocol = in.string();
    Message message = new Message(in.instant());
    message.protocol(protocol);
    if (sender != null) {
      message.sender(new ReversePath(sender));
    }
    message.recipients().addAll(recipients);
    message.headerFields(fields);
    facts(message, in);
    return message;
  }

  private static void facts(Message message, Octets.Reader in) throws IOException {
    message.aclVariables.putAll(in.variables());
    message.bodySize = in.number();
    message.bodyLines = (int) in.number();
    message.bodyZeros = (int) in.number();
    message.size = in.number();
    message.longestLine = (int) in.number();
    message.bodyType = in.small();
    message.smtputf8 = in.flag();
    message.dsnReturn = in.string();
    message.dsnEnvelopeId = in.string();
    message.authenticatedSender = in.text();
    message.bodyStart = in.string();
    message.bodyEnd = in.string();
    message.recipientCommands = (int) in.number();
    message.controls.casefulLocalPart = in.flag();
    message.controls.queueOnly = in.flag();
    message.controls.suppressLocalFixups = in.flag();
  }

  private static Set<DsnRequest.Notify> notify(int bits) {
    Set<DsnRequest.Notify> words = EnumSet.noneOf(DsnRequest.Notify.class);
    for (DsnRequest.Notify word : DsnRequest.Notify.values()) {
      if ((bits & (1 << word.ordinal())) != 0) {
        words.add(word);
      }
    }
    return words;
  }

  private static Connection connection(Octets.Reader in) throws IOException {
    InetAddress address = parsed(in.text());
    int port = (int) in.number();
    InetAddress local = parsed(in.text());
    int localPort = (int) in.number();
    Instant since = in.instant();
    Connection peer = new Connection(address, port, local, localPort, since);
    peer.heloName(in.text());
    peer.hostName(in.text());
    peer.ident = in.text();
    peer.authenticatedId = in.text();
    peer.authenticator = in.text();
    peer.tlsCipher = in.text();
    peer.aclVariables.putAll(in.variables());
    peer.remarks.putAll(in.variables());
    peer.hostNameLookedUp = in.flag();
    peer.hostLookupFailed = in.flag();
    peer.hostLookupDeferred = in.flag();
    peer.heloVerified = in.flag();
    peer.esmtp = in.flag();
    peer.local = in.flag();
    return peer;
  }

  private static @Nullable InetAddress parsed(@Nullable String literal) {
    if (literal == null) {
      return null;
    }
    int zone = literal.indexOf('%');
    return InetAddress.ofLiteral(zone < 0 ? literal : literal.substring(0, zone));
  }
}
