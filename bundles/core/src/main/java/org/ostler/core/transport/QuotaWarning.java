// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Delivery;
import org.ostler.core.mail.Situation;
import org.ostler.core.report.Reports;

/**
 * {@code quota_warn_threshold}: tells the owner of a mailbox, in the words of {@code
 * quota_warn_message}, when a message takes it beyond the threshold.
 *
 * @param threshold octets, 0 for none
 */
record QuotaWarning(long threshold, Expanded expanded, MailSubmitter submitter) {

  /** The threshold of a transport; a percentage is one of the quota, and none without a quota. */
  static QuotaWarning of(Expanded expanded, Situation situation, Quota quota, MailSubmitter to)
      throws InterruptedException, Undeliverable {
    String text = expanded.value(FileOptions.QUOTA_WARN_THRESHOLD, situation, "").strip();
    if (!text.endsWith("%")) {
      long octets = Quota.number(expanded, FileOptions.QUOTA_WARN_THRESHOLD, situation, 0);
      return new QuotaWarning(octets, expanded, to);
    }
    String digits = text.substring(0, text.length() - 1).strip();
    if (!digits.matches("[0-9]{1,3}")) {
      throw Undeliverable.later(
          Cause.EXPANSION, "malformed value \"" + text + "\" for quota_warn_threshold");
    }
    return new QuotaWarning(quota.most() * Integer.parseInt(digits) / 100, expanded, to);
  }

  /** Whether what the mailbox holds has to be known. */
  boolean isSet() {
    return threshold > 0;
  }

  /** Tells of the delivery when it took the mailbox beyond. */
  void tell(long before, long after, Delivery delivery, Situation situation)
      throws IOException, InterruptedException, Undeliverable {
    if (!isSet() || before > threshold || after <= threshold) {
      return;
    }
    String text = expanded.value(FileOptions.QUOTA_WARN_MESSAGE, situation, "");
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end);
    String body = end < 0 ? "" : text.substring(end + 2);
    List<HeaderField> fields = new ArrayList<>();
    // RFC 3834 §5: so that nobody's vacation program answers.
    fields.add(new HeaderField("Auto-Submitted", " auto-replied"));
    fields.add(new HeaderField("From", " " + Reports.from(situation)));
    List<Recipient> recipients = new ArrayList<>();
    for (String line : head.split("\n(?![ \t])")) {
      if (line.indexOf(':') < 1) {
        continue;
      }
      HeaderField field = HeaderField.parse(line);
      fields.add(field);
      if (field.is("To")) {
        for (String address : field.body().split(",")) {
          recipients.add(new Recipient(address.strip()));
        }
      }
    }
    if (!recipients.isEmpty()) {
      submitter.submit(
          delivery.queueId(),
          ReversePath.NULL,
          recipients,
          fields,
          out -> out.write(body.getBytes(StandardCharsets.ISO_8859_1)));
    }
  }
}
