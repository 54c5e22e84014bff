// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.mail.HeaderField;

/** The header fields that all reports share. */
final class ReportHeader {
  private ReportHeader() {}

  static List<HeaderField> of(
      Original original, Wording wording, String subject, List<String> failed) {
    List<HeaderField> fields = new ArrayList<>();
    if (!failed.isEmpty()) {
      fields.add(field("X-Failed-Recipients", String.join(",\n  ", failed)));
    }
    // RFC 3834 §5: so that nobody's vacation program answers.
    fields.add(field("Auto-Submitted", "auto-replied"));
    fields.add(field("From", wording.from()));
    fields.add(field("To", original.reportTo()));
    if (wording.replyTo() != null) {
      fields.add(field("Reply-To", wording.replyTo()));
    }
    String references = (original.field("References") + " " + original.field("Message-ID")).strip();
    if (!references.isEmpty()) {
      fields.add(field("References", references));
    }
    fields.add(
        field(
            "Content-Type",
            "multipart/report; report-type=delivery-status; boundary=" + wording.boundary()));
    fields.add(field("MIME-Version", "1.0"));
    List<HeaderField> own = wording.texts().fields();
    fields.addAll(own != null ? own : List.of(field("Subject", subject)));
    return fields;
  }

  private static HeaderField field(String name, String body) {
    return new HeaderField(name, " " + body);
  }
}
