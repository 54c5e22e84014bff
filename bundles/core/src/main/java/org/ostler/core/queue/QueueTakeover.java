// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.queue.MovedMessage;
import org.ostler.api.queue.Takeover;
import org.ostler.api.spool.Draft;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Downconversion;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.receive.Excerpt;
import org.ostler.core.receive.ReceiveOptions;

/** Puts messages of other mail servers into the queue, as if they had been received here. */
public final class QueueTakeover implements Takeover {
  private static final int BLOCK = 1 << 16;
  private static final int LAST_PORT = 65_535;

  private final MessageQueue queue;
  private final BiFunction<Connection, Message, Situation> situations;
  private final InstantSource clock;

  /** Takes messages into the queue; {@code situations} gives them the configuration in force. */
  public QueueTakeover(
      MessageQueue queue,
      BiFunction<Connection, Message, Situation> situations,
      InstantSource clock) {
    this.queue = queue;
    this.situations = situations;
    this.clock = clock;
  }

  @Override
  public boolean holds(QueueId id) {
    return queue.contains(id);
  }

  @Override
  public QueueId nextId() {
    return queue.nextId();
  }

  @Override
  public void take(MovedMessage moved, InputStream body) throws IOException, InterruptedException {
    Message message = message(moved);
    Connection peer = connection(moved.facts());
    Situation situation = situations.apply(peer, message);
    Excerpt excerpt = new Excerpt(situation.settings().value(ReceiveOptions.MESSAGE_BODY_VISIBLE));
    try (Draft draft = queue.begin(moved.id())) {
      copy(body, draft.body(), message, excerpt);
      message.bodyStart = excerpt.start();
      message.bodyEnd = excerpt.end();
      message.measure();
      queue.accept(situation, draft);
    }
    if (!moved.done().isEmpty() || !moved.replacements().isEmpty()) {
      mark(moved);
    }
  }

  /** Before a delivery looks at it. A crash just before leaves them to be delivered again. */
  private void mark(MovedMessage moved) throws IOException {
    boolean inHand = queue.take(moved.id());
    try {
      Instant now = clock.instant();
      queue.note(moved.id(), new Note.Marked(now, moved.done().stream().sorted().toList()));
      for (MovedMessage.Replacement made : moved.replacements()) {
        String original = made.original();
        String errorsTo = made.errorsTo().isEmpty() ? null : made.errorsTo();
        queue.note(
            moved.id(),
            new Note.Replaced(now, original, original, List.of(made.address()), errorsTo));
      }
    } finally {
      if (inHand) {
        queue.release(moved.id());
      }
    }
  }

  @Override
  public void release(QueueId id) {
    queue.hurry(id);
  }

  private static Message message(MovedMessage moved) {
    Message message = new Message(moved.received());
    message.queueId(moved.id());
    message.sender(moved.sender());
    message.recipients().addAll(moved.recipients());
    message.recipientCommands = moved.recipients().size();
    message.headerFields(moved.headerFields());
    Map<String, Text> facts = moved.facts();
    message.protocol(value(facts, "received_protocol"));
    message.smtputf8 = value(facts, "message_smtputf8").equals("yes");
    message.dsnEnvelopeId = value(facts, "dsn_envid");
    message.dsnReturn = value(facts, "dsn_ret");
    message.authenticatedSender = valueOrNull(facts, "authenticated_sender");
    facts.forEach(
        (name, value) -> {
          if (name.startsWith("acl_m")) {
            message.aclVariables.put(name, value);
          }
        });
    Downconversion utf8 = Downconversion.of(value(facts, "utf8_downconvert"));
    message.controls.downconversion = utf8 == null ? Downconversion.NEVER : utf8;
    message.controls.freeze = moved.frozen();
    message.controls.freezeQuietly = true;
    message.controls.queueOnly = true;
    return message;
  }

  private Connection connection(Map<String, Text> facts) throws IOException {
    Connection peer =
        new Connection(
            address(facts, "sender_host_address"),
            port(facts, "sender_host_port"),
            address(facts, "interface_address"),
            port(facts, "interface_port"),
            clock.instant());
    peer.heloName(valueOrNull(facts, "sender_helo_name"));
    peer.hostName(valueOrNull(facts, "sender_host_name"));
    peer.hostNameLookedUp = peer.hostName() != null;
    peer.ident = valueOrNull(facts, "sender_ident");
    peer.authenticator = valueOrNull(facts, "sender_host_authenticated");
    peer.authenticatedId = valueOrNull(facts, "authenticated_id");
    peer.tlsCipher = valueOrNull(facts, "tls_in_cipher");
    peer.local = peer.address() == null;
    facts.forEach(
        (name, value) -> {
          if (name.startsWith("acl_c")) {
            peer.aclVariables.put(name, value);
          }
        });
    return peer;
  }

  private static String value(Map<String, Text> facts, String name) {
    Text text = facts.get(name);
    return text == null ? "" : text.value();
  }

  private static @Nullable String valueOrNull(Map<String, Text> facts, String name) {
    Text text = facts.get(name);
    return text == null || text.isEmpty() ? null : text.value();
  }

  private static @Nullable InetAddress address(Map<String, Text> facts, String name)
      throws IOException {
    String literal = value(facts, name);
    try {
      return literal.isEmpty() ? null : InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException e) {
      throw new IOException("its " + name + " is no address: " + literal, e);
    }
  }

  private static int port(Map<String, Text> facts, String name) throws IOException {
    String number = value(facts, name);
    try {
      int port = number.isEmpty() ? 0 : Integer.parseInt(number);
      if (port >= 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of range is
    }
    throw new IOException("its " + name + " is no port: " + number);
  }

  private static void copy(InputStream body, OutputStream out, Message message, Excerpt excerpt)
      throws IOException {
    byte[] block = new byte[BLOCK];
    int line = 0;
    for (int got = body.read(block); got >= 0; got = body.read(block)) {
      out.write(block, 0, got);
      excerpt.add(block, 0, got);
      message.bodySize += got;
      for (int i = 0; i < got; i++) {
        line++;
        if (block[i] == '\n') {
          message.longestLine = Math.max(message.longestLine, line - 1);
          message.bodyLines++;
          line = 0;
        } else if (block[i] == 0) {
          message.bodyZeros++;
        }
      }
    }
    message.longestLine = Math.max(message.longestLine, line);
  }
}
