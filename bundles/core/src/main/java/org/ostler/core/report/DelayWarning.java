// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.ostler.api.mail.HeaderField;

/** Tells a sender that recipients still wait. Worded as Exim words it. */
final class DelayWarning implements Report {
  private static final String END =
      """
      No action is required on your part. Delivery attempts will continue for
      some time, and this warning may be repeated at intervals if the message
      remains undelivered. Eventually the mail delivery software will give up,
      and when that happens, the message will be returned to you.
      """;

  private final Original original;
  private final Wording wording;
  private final Duration promised;
  private final List<Trouble> troubles;

  /** {@code promised} is the time of {@code delay_warning} that has passed. */
  DelayWarning(Original original, Wording wording, Duration promised, List<Trouble> troubles) {
    this.original = original;
    this.wording = wording;
    this.promised = promised;
    this.troubles = List.copyOf(troubles);
  }

  @Override
  public List<HeaderField> headerFields() {
    return ReportHeader.of(
        original,
        wording,
        "Warning: message " + original.queueId() + " delayed " + time(),
        List.of());
  }

  /** In minutes up to two hours, in hours beyond. */
  private String time() {
    return time(promised);
  }

  static String time(Duration promised) {
    return promised.compareTo(Duration.ofMinutes(120)) < 0
        ? promised.toMinutes() + " minutes"
        : promised.toHours() + " hours";
  }

  @Override
  public void writeBody(OutputStream out) throws IOException {
    String line = "--" + wording.boundary() + "\n";
    out.write(ReturnedPart.octets(line + text() + "\n" + line));
    out.write(ReturnedPart.octets(StatusPart.of(original, wording, "delayed", '4', troubles)));
    out.write(ReturnedPart.octets(line));
    ReturnedPart.write(out, original, false, false);
    out.write(ReturnedPart.octets("--" + wording.boundary() + "--\n"));
  }

  private String text() {
    StringBuilder text = new StringBuilder("Content-type: text/plain; charset=us-ascii\n\n");
    String intro = wording.texts().intro();
    text.append(intro == null ? intro() : intro + "\n");
    for (Trouble trouble : troubles) {
      String reason = trouble.reason().replace("\\n", "\n    ");
      text.append(trouble.paragraph(reason.isEmpty() ? "" : "    Delay reason: " + reason + "\n"));
    }
    String last = wording.texts().third();
    return text.append('\n')
        .append(last == null && intro == null ? END : last == null ? "" : last)
        .toString();
  }

  private String intro() {
    StringBuilder text = new StringBuilder();
    text.append("This message was created automatically by mail delivery software.\n");
    text.append("A message that you sent has not yet been delivered to one or more of its\n");
    text.append("recipients after more than ").append(time());
    text.append(" on the queue on ").append(wording.hostName()).append(".\n\n");
    text.append("The message identifier is:     ").append(original.queueId()).append('\n');
    text.append("The subject of the message is: ").append(original.field("Subject")).append('\n');
    text.append("The date of the message is:    ").append(original.field("Date")).append("\n\n");
    text.append(
        troubles.size() == 1
            ? "The address to which the message has not yet been delivered is:\n\n"
            : "The addresses to which the message has not yet been delivered are:\n\n");
    return text.toString();
  }
}
