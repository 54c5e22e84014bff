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
    StringBuilder part = new StringBuilder("Content-type: message/delivery-status\n\n");
    part.append("Reporting-MTA: dns; ").append(wording.hostName()).append('\n');
    if (!original.envelopeId().isEmpty()) {
      part.append("Original-Envelope-ID: ").append(original.envelopeId()).append('\n');
    }
    for (Trouble trouble : troubles) {
      part.append("\nAction: ").append(action).append('\n');
      if (!trouble.originalRecipient().isEmpty()) {
        part.append("Original-Recipient: ").append(trouble.originalRecipient()).append('\n');
      }
      part.append("Final-Recipient: rfc822;").append(trouble.recipient()).append('\n');
      part.append("Status: ").append(status(trouble.reply(), statusClass)).append('\n');
      if (trouble.host() != null) {
        part.append("Remote-MTA: dns; ").append(trouble.host()).append('\n');
      }
      if (trouble.reply() != null) {
        part.append("Diagnostic-Code: smtp; ").append(diagnostic(trouble.reply())).append('\n');
      }
    }
    return part.append('\n').toString();
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
