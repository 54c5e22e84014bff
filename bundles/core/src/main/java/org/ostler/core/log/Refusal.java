// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.RefusalLog;
import org.ostler.core.mail.Situation;

/**
 * Logs a refusal where {@code log_reject_target} says, with envelope and header fields in the
 * reject log.
 */
public final class Refusal {
  private static final int RECIPIENTS_SHOWN = 5;

  private static final Map<String, Character> LETTERS =
      Map.of(
          "bcc",
          'B',
          "cc",
          'C',
          "from",
          'F',
          "message-id",
          'I',
          "received",
          'P',
          "reply-to",
          'R',
          "sender",
          'S',
          "to",
          'T');

  private Refusal() {}

  /** Writes the line; {@code text} has everything after the queue id. */
  public static void log(Log log, Situation situation, String text) {
    Message message = situation.envelope();
    boolean main = situation.refusalLogs.contains(RefusalLog.MAIN);
    if (situation.refusalLogs.equals(EnumSet.of(RefusalLog.MAIN, RefusalLog.PANIC))) {
      log.panic(message.queueId(), text);
      return;
    }
    if (situation.refusalLogs.contains(RefusalLog.PANIC)) {
      log.panicOnly(message.queueId(), text);
    }
    if (situation.refusalLogs.contains(RefusalLog.REJECT)) {
      if (main) {
        log.reject(message.queueId(), text, envelope(message), message.headerFields());
      } else {
        log.rejectOnly(message.queueId(), text);
      }
    } else if (main) {
      log.main(message.queueId(), text);
    }
  }

  /** The envelope as the reject log shows it. */
  public static String envelope(Message message) {
    List<Recipient> recipients = message.recipients();
    ReversePath sender = message.sender();
    if (recipients.isEmpty() || sender == null) {
      return "";
    }
    StringBuilder text = new StringBuilder("Envelope-from: <" + sender.address() + ">\n");
    String label = "Envelope-to: <";
    for (Recipient recipient :
        recipients.subList(0, Math.min(RECIPIENTS_SHOWN, recipients.size()))) {
      text.append(label).append(recipient.address()).append(">\n");
      label = "    <";
    }
    if (recipients.size() > RECIPIENTS_SHOWN) {
      text.append("    ...\n");
    }
    return text.toString();
  }

  /**
   * The letter that Exim's spool and reject log mark a header field with; a blank for those without
   * one.
   */
  static char letter(HeaderField field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    return LETTERS.getOrDefault(name, ' ');
  }
}
