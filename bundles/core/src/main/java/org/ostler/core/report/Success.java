// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;

/**
 * Tells a sender who asked for it that recipients were reached as far as we can tell (RFC 3461
 * §5.2). Worded as Exim words it; returns header fields alone (RFC 3461 §4.3).
 */
public final class Success implements Report {
  private final Original original;
  private final Wording wording;
  private final List<Told> told;

  Success(Original original, Wording wording, List<Told> told) {
    this.original = original;
    this.wording = wording;
    this.told = List.copyOf(told);
  }

  /** What is told of a recipient (RFC 3464 §2.3.3). */
  public enum Action {
    /** In a mailbox, or thrown away as the configuration wants it. */
    DELIVERED("delivered", "relayed via non \"Remote SMTP\" router"),
    /** With a host that tells no more. */
    RELAYED("relayed", "relayed to non-DSN-aware mailer"),
    /** With a host that might tell more; the configuration ends it here. */
    ENDED("relayed", "relayed via non DSN router"),
    /** Its place was taken by other addresses. */
    EXPANDED("expanded", "relayed via non \"Remote SMTP\" router");

    private final String word;
    private final String remark;

    Action(String word, String remark) {
      this.word = word;
      this.remark = remark;
    }
  }

  /**
   * One recipient.
   *
   * @param recipient as the client named it
   * @param originalRecipient ORCPT as received, or empty
   * @param host the host that took it, or null
   * @param confirmation what the host said, or null
   */
  public record Told(
      String recipient,
      String originalRecipient,
      Action action,
      @Nullable String host,
      @Nullable String confirmation) {}

  @Override
  public List<HeaderField> headerFields() {
    List<HeaderField> fields =
        new ArrayList<>(
            ReportHeader.of(original, wording, "Delivery Status Notification", List.of()));
    fields.replaceAll(
        field ->
            field.is("Auto-Submitted") ? new HeaderField(field.name(), " auto-generated") : field);
    return fields;
  }

  @Override
  public void writeBody(OutputStream out) throws IOException {
    String line = "--" + wording.boundary() + "\n";
    out.write(ReturnedPart.octets(line + text() + line + status() + line));
    ReturnedPart.write(out, original, false, false);
    out.write(ReturnedPart.octets("--" + wording.boundary() + "--\n"));
  }

  private String text() {
    StringBuilder text = new StringBuilder("Content-type: text/plain; charset=us-ascii\n\n");
    text.append("This message was created automatically by mail delivery software.\n");
    text.append(" ----- The following addresses had successful delivery notifications -----\n");
    for (Told one : told) {
      text.append('<').append(one.recipient).append("> (").append(one.action.remark);
      text.append(")\n\n");
    }
    return text.toString();
  }

  private String status() {
    StringBuilder part = new StringBuilder(StatusPart.start(original, wording));
    for (Told one : told) {
      part.append(StatusPart.recipient(one.originalRecipient, one.action.word, one.recipient));
      part.append("Status: 2.0.0\n");
      if (one.host != null) {
        part.append("Remote-MTA: dns; ").append(one.host).append('\n');
      }
      if (one.confirmation != null) {
        part.append("Diagnostic-Code: smtp; ").append(StatusPart.folded(one.confirmation));
        part.append('\n');
      }
    }
    return part.append('\n').toString();
  }
}
