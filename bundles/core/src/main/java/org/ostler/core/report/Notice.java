// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Recipient;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Message;

/**
 * A letter to somebody named in the configuration about one message: that it was frozen, that a
 * forward file has errors.
 *
 * @param to who gets it, addresses separated by commas; those without a domain are of this host
 */
public record Notice(String to, String subject, String text) {
  /** Who gets it. */
  public List<Recipient> recipients(MailView view) throws InterruptedException {
    Text domain = view.variable("qualify_recipient");
    List<Recipient> all = new ArrayList<>();
    for (String item : to.split(",", -1)) {
      String address = item.strip();
      if (!address.isEmpty()) {
        all.add(
            new Recipient(
                address.indexOf('@') < 0 && domain != null
                    ? address + "@" + domain.value()
                    : address));
      }
    }
    return all;
  }

  /** The fields, without those that all mail of ours has. */
  public List<HeaderField> fields(Message about, String from, MailView view)
      throws InterruptedException {
    List<HeaderField> fields = new ArrayList<>();
    // RFC 3834 §5: so that nobody's vacation program answers.
    fields.add(new HeaderField("Auto-Submitted", " auto-replied"));
    fields.add(new HeaderField("From", " " + from));
    fields.add(
        new HeaderField(
            "To",
            recipients(view).stream()
                .map(Recipient::address)
                .collect(Collectors.joining(", ", " ", ""))));
    about.headerFields().stream()
        .filter(field -> field.is("Message-ID"))
        .findFirst()
        .ifPresent(field -> fields.add(new HeaderField("References", field.body())));
    fields.add(new HeaderField("Subject", " " + subject));
    return fields;
  }
}
