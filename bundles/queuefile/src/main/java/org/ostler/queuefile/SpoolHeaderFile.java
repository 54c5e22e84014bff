// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.DsnRequest.Notify;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;

/**
 * The {@code -H} file of a message in Exim's spool, as Exim 4.96 writes it: envelope, facts about
 * reception, header fields. A message with it in another queue is as if it had been received there.
 *
 * @param id the message's name in the spool that the file is for
 * @param owner who received the message there
 * @param sender the envelope sender, empty for the null reverse-path
 * @param received when reception began
 * @param facts the lines that begin with a dash, in their order
 * @param recipients to whom it is still to be delivered
 * @param fields the header fields
 */
record SpoolHeaderFile(
    QueueId id,
    SpoolOwner owner,
    String sender,
    Instant received,
    List<SpoolFact> facts,
    List<Recipient> recipients,
    List<HeaderField> fields) {

  SpoolHeaderFile {
    facts = List.copyOf(facts);
    recipients = List.copyOf(recipients);
    fields = List.copyOf(fields);
  }

  /** The file's octets. */
  byte[] octets() {
    StringBuilder out = new StringBuilder();
    out.append(id).append("-H\n");
    out.append(owner.login())
        .append(' ')
        .append(owner.uid())
        .append(' ')
        .append(owner.gid())
        .append('\n');
    out.append('<').append(oneLine(sender)).append(">\n");
    out.append(received.getEpochSecond()).append(" 0\n"); // no delay warning was sent so far
    String micros = String.format(Locale.ROOT, "%06d", received.getNano() / 1000);
    out.append("-received_time_usec .").append(micros).append('\n');
    out.append("-received_time_complete ")
        .append(received.getEpochSecond())
        .append('.')
        .append(micros)
        .append('\n');
    facts.forEach(fact -> out.append(fact.line()));
    out.append("XX\n"); // the tree of addresses that are done: empty
    out.append(recipients.size()).append('\n');
    recipients.forEach(recipient -> out.append(line(recipient)));
    out.append('\n');
    boolean resent = fields.stream().anyMatch(FieldType::isResent);
    fields.forEach(field -> out.append(entry(field, resent)));
    return out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A field: its length with the final LF, the letter of its type, the text. */
  private static String entry(HeaderField field, boolean resent) {
    String text = field.text();
    return String.format(Locale.ROOT, "%03d%c ", text.length(), FieldType.letter(field, resent))
        + text;
  }

  /**
   * A recipient; what DSN asks for it stands behind, read from the line's end, hence the lengths
   * and the {@code #3}.
   */
  private static String line(Recipient recipient) {
    DsnRequest dsn = recipient.dsn();
    String address = oneLine(recipient.address());
    String original = oneLine(dsn.originalRecipient());
    int flags = 0;
    for (Notify word : dsn.notifications()) {
      flags |= RecipientLine.bit(word);
    }
    return flags == 0 && original.isEmpty()
        ? address + "\n"
        : address + " " + original + " " + original.length() + "," + flags + "  0,-1#3\n";
  }

  /** Nothing may start a line of its own in this file: a line is a fact or a recipient. */
  static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ').replace('\0', ' ');
  }
}
