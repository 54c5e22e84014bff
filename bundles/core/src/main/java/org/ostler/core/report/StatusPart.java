// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostler.api.smtp.Reply;

/** The message/delivery-status part (RFC 3464 §2). */
final class StatusPart {
  private static final Pattern ENHANCED = Pattern.compile("^([245])\\.(\\d{1,3})\\.(\\d{1,3})\\b");

  private StatusPart() {}

  static String of(
      Original original, Wording wording, String action, char statusClass, List<Trouble> troubles) {
    StringBuilder part = new StringBuilder(start(original, wording));
    for (Trouble trouble : troubles) {
      part.append(recipient(trouble.originalRecipient(), action, trouble.recipient()));
      part.append("Status: ").append(status(trouble.reply(), statusClass)).append('\n');
      if (trouble.host() != null) {
        part.append("Remote-MTA: dns; ").append(trouble.host()).append('\n');
      }
      part.append(trouble.added());
      if (trouble.reply() != null) {
        part.append("Diagnostic-Code: smtp; ").append(diagnostic(trouble.reply())).append('\n');
      }
    }
    return part.append('\n').toString();
  }

  /** What is said of the message as a whole (RFC 3464 §2.2). */
  static String start(Original original, Wording wording) {
    String text =
        "Content-type: message/delivery-status\n\nReporting-MTA: dns; " + wording.hostName() + "\n";
    return original.envelopeId().isEmpty()
        ? text
        : text + "Original-Envelope-ID: " + original.envelopeId() + "\n";
  }

  /** How what is said of one recipient begins (RFC 3464 §2.3). */
  static String recipient(String originalRecipient, String action, String recipient) {
    return (originalRecipient.isEmpty()
            ? "\n"
            : "\nOriginal-Recipient: " + originalRecipient + "\n")
        + "Action: "
        + action
        + "\nFinal-Recipient: rfc822;"
        + recipient
        + "\n";
  }

  /** A confirmation as the log has it, its lines folded. */
  static String folded(String confirmation) {
    return confirmation.replace("\\n", "\n ");
  }

  /**
   * The enhanced status of the remote reply when it has one that fits (RFC 3464 §2.3.4), else the
   * general one.
   */
  private static String status(@org.jspecify.annotations.Nullable Reply reply, char statusClass) {
    if (reply != null) {
      Matcher matcher = ENHANCED.matcher(reply.lines().getLast());
      if (matcher.find() && matcher.group(1).charAt(0) == statusClass) {
        return matcher.group();
      }
    }
    return statusClass + ".0.0";
  }

  /** The reply with its lines folded. */
  private static String diagnostic(Reply reply) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < reply.lines().size(); i++) {
      boolean last = i == reply.lines().size() - 1;
      text.append(i == 0 ? "" : "\n ")
          .append(reply.code())
          .append(last ? ' ' : '-')
          .append(reply.lines().get(i));
    }
    return text.toString();
  }
}
