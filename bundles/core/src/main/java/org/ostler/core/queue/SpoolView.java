// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;

/**
 * The head of a message in the form of Exim's -H files, which {@code -Mvh} prints and many eyes can
 * read.
 */
final class SpoolView {
  private static final Map<String, Character> FLAGS =
      new TreeMap<>(
          Map.of(
              "bcc", 'B',
              "cc", 'C',
              "from", 'F',
              "message-id", 'I',
              "received", 'P',
              "reply-to", 'R',
              "sender", 'S',
              "to", 'T'));

  private SpoolView() {}

  static String of(QueuedMail mail) {
    Message message = mail.message();
    Connection peer = mail.connection();
    StringBuilder text = new StringBuilder(mail.id() + "-H\n");
    text.append(peer.ident == null ? "ostler" : peer.ident).append(" 0 0\n");
    ReversePath sender = message.sender();
    text.append('<').append(sender == null ? "" : sender.address()).append(">\n");
    text.append(message.received().getEpochSecond())
        .append(' ')
        .append(mail.warnings())
        .append('\n');
    facts(text, mail, message, peer);
    tree(text, mail.done().stream().sorted().toList());
    text.append(message.recipients().size()).append('\n');
    for (Recipient recipient : message.recipients()) {
      text.append(recipient.address()).append('\n');
    }
    text.append('\n');
    for (HeaderField field : message.headerFields()) {
      char flag = FLAGS.getOrDefault(field.name().toLowerCase(Locale.ROOT), ' ');
      text.append("%03d%c ".formatted(field.text().length(), flag)).append(field.text());
    }
    return text.toString();
  }

  private static void facts(StringBuilder text, QueuedMail mail, Message message, Connection peer) {
    fact(text, "helo_name", peer.heloName());
    if (peer.address() != null) {
      fact(text, "host_address", "[" + peer.address().getHostAddress() + "]:" + peer.port());
    }
    fact(text, "host_name", peer.hostName());
    fact(text, "host_auth", peer.authenticator);
    fact(text, "auth_id", peer.authenticatedId);
    if (peer.localAddress() != null) {
      fact(
          text,
          "interface_address",
          "[" + peer.localAddress().getHostAddress() + "]:" + peer.localPort());
    }
    fact(text, "ident", peer.ident);
    fact(text, "received_protocol", message.protocol());
    fact(text, "tls_cipher", peer.tlsCipher);
    fact(text, "body_linecount", Integer.toString(message.bodyLines));
    fact(text, "max_received_linelength", Integer.toString(message.longestLine));
    if (!mail.triedBefore()) {
      text.append("-deliver_firsttime\n");
    }
    if (mail.thawedManually()) {
      text.append("-manual_thaw\n");
    }
    if (mail.frozenSince() != null) {
      fact(text, "frozen", Long.toString(mail.frozenSince().getEpochSecond()));
    }
    if (peer.local) {
      text.append("-local\n");
    }
  }

  private static void fact(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append('-').append(name).append(' ').append(value).append('\n');
    }
  }

  /**
   * The tree of addresses that are done, each node saying whether it has a left and a right child.
   */
  private static void tree(StringBuilder text, List<String> done) {
    if (done.isEmpty()) {
      text.append("XX\n");
    }
    for (int i = 0; i < done.size(); i++) {
      text.append(i < done.size() - 1 ? "NY " : "NN ").append(done.get(i)).append('\n');
    }
  }
}
