// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.ostler.api.mail.HeaderField;

/** Tells a sender that recipients failed for good. Worded as Exim words it. */
final class Bounce implements Report {
  private final Original original;
  private final Wording wording;
  private final List<Trouble> troubles;

  Bounce(Original original, Wording wording, List<Trouble> troubles) {
    this.original = original;
    this.wording = wording;
    this.troubles = List.copyOf(troubles);
  }

  @Override
  public List<HeaderField> headerFields() {
    boolean toSender = original.reportTo().equals(original.sender());
    String subject = "Mail delivery failed" + (toSender ? ": returning message to sender" : "");
    return ReportHeader.of(
        original,
        wording,
        subject,
        troubles.stream().map(Trouble::failed).filter(Objects::nonNull).toList());
  }

  @Override
  public void writeBody(OutputStream out) throws IOException {
    String line = "--" + wording.boundary() + "\n";
    out.write(ReturnedPart.octets(line + text() + "\n" + line));
    out.write(ReturnedPart.octets(StatusPart.of(original, wording, "failed", '5', troubles)));
    if (wording.settings().value(ReportOptions.BOUNCE_RETURN_MESSAGE)) {
      out.write(ReturnedPart.octets(line));
      boolean cut = returnsBody() && isTooLarge();
      ReturnedPart.write(out, original, returnsBody() && !cut, cut);
    }
    out.write(ReturnedPart.octets("--" + wording.boundary() + "--\n"));
  }

  private boolean isTooLarge() {
    long limit = wording.settings().value(ReportOptions.BOUNCE_RETURN_SIZE_LIMIT);
    int longest = wording.settings().value(ReportOptions.BOUNCE_RETURN_LINESIZE_LIMIT);
    return (limit > 0 && original.bodySize() > limit) || original.longestLine() > longest;
  }

  private boolean returnsBody() {
    return wording.settings().value(ReportOptions.BOUNCE_RETURN_BODY) && !original.headersOnly();
  }

  private String text() {
    StringBuilder text = new StringBuilder("Content-type: text/plain; charset=us-ascii\n\n");
    String intro = wording.texts().intro();
    text.append(intro == null ? intro() : intro + "\n");
    troubles.forEach(trouble -> text.append(paragraph(trouble)));
    return text.append(outputs()).toString();
  }

  /** What commands said. */
  private String outputs() {
    StringBuilder text = new StringBuilder();
    for (Trouble trouble : troubles) {
      if (!trouble.output().isEmpty()) {
        text.append("\n------ ");
        text.append(trouble.shown().replace("\n    ", "\n       "));
        text.append(" ------\n\n");
        text.append(trouble.output()).append(trouble.output().endsWith("\n") ? "" : "\n");
      }
    }
    String before = wording.texts().third();
    return text.isEmpty()
        ? ""
        : (before == null
                ? "\nThe following text was generated during the delivery attempt"
                    + (troubles.stream().filter(one -> !one.output().isEmpty()).count() > 1
                        ? "s"
                        : "")
                    + ":\n"
                : "\n" + before)
            + text;
  }

  private String intro() {
    StringBuilder text = new StringBuilder();
    text.append("This message was created automatically by mail delivery software.\n\n");
    if (!wording.extraText().isEmpty()) {
      text.append(wording.extraText().stripTrailing()).append("\n\n");
    }
    if (original.reportTo().equals(original.sender())) {
      text.append("A message that you sent could not be delivered to one or more of its\n");
      text.append("recipients. This is a permanent error. The following address(es) failed:\n\n");
    } else {
      text.append("A message sent by\n\n  <").append(original.sender());
      text.append(">\n\ncould not be delivered to one or more of its recipients. The following\n");
      text.append("address(es) failed:\n\n");
    }
    return text.toString();
  }

  /** The address, the host if one spoke, and the reason, indented. */
  private static String paragraph(Trouble trouble) {
    StringBuilder text = new StringBuilder();
    if (trouble.host() != null) {
      text.append("    host ").append(trouble.host());
      text.append(trouble.hostAddress() == null ? "" : " [" + trouble.hostAddress() + "]")
          .append('\n');
    }
    int colon =
        trouble.reply() == null ? -1 : trouble.reason().indexOf(": " + trouble.reply().code());
    String reason =
        colon < 0
            ? trouble.reason()
            : trouble.reason().substring(0, colon + 1)
                + "\n"
                + trouble.reason().substring(colon + 2);
    for (String line : reason.replace("\\n", "\n").split("\n", -1)) {
      text.append("    ").append(line).append('\n');
    }
    return trouble.paragraph(text.toString());
  }
}
