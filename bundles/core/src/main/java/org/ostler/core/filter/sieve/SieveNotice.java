// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.AddressText;
import org.ostler.language.octets.EncodedWords;

/**
 * The message that a {@code notify} sends (RFC 5436 §2.7).
 *
 * @param sender its reverse-path: the user; empty where the message in hand has none
 * @param recipients may be empty when the URI has no address
 * @param fields without those that all mail of ours has
 * @param body lines with LF
 */
public record SieveNotice(
    ReversePath sender, List<Recipient> recipients, List<HeaderField> fields, String body) {
  /** Writes it; {@code owner} is whom the reader may ask about it. */
  public static SieveNotice of(SieveDeed.Notified deed, String owner, Situation situation)
      throws InterruptedException {
    String user =
        value("local_part_prefix", situation)
            + value("local_part", situation)
            + value("local_part_suffix", situation)
            + "@"
            + value("domain", situation);
    ReversePath theirs = situation.envelope().sender();
    boolean answerable = theirs != null && !theirs.address().isEmpty();
    List<Recipient> recipients = new ArrayList<>();
    List<HeaderField> fields = new ArrayList<>();
    String from = deed.from();
    field(fields, "From", from == null ? user : MailtoUri.line(from));
    for (String to : deed.recipients()) {
      AddressText.Address address = address(to);
      if (address != null) {
        recipients.add(new Recipient(address.whole()));
        field(fields, "To", address.whole());
      }
    }
    field(fields, "Auto-Submitted", "auto-notified; " + MailtoUri.line(owner));
    for (String further : deed.fields()) {
      int colon = further.indexOf(':');
      field(fields, further.substring(0, colon), further.substring(colon + 1).strip());
    }
    String subject = MailtoUri.line(deed.subject());
    field(fields, "Subject", EncodedWords.encode(subject, "utf-8"));
    String body = deed.body().replace("\r\n", "\n").replace('\r', '\n');
    return new SieveNotice(
        answerable ? new ReversePath(user) : ReversePath.NULL,
        List.copyOf(recipients),
        List.copyOf(fields),
        body.isEmpty() || body.endsWith("\n") ? body : body + "\n");
  }

  private static AddressText.@Nullable Address address(String text) {
    AddressText.Address address = AddressText.parse(text);
    return address == null || address.domain().isEmpty() ? null : address;
  }

  private static void field(List<HeaderField> fields, String name, String body) {
    fields.add(new HeaderField(name, " " + body));
  }

  private static String value(String variable, Situation situation) throws InterruptedException {
    Text value = situation.variable(variable);
    return Objects.requireNonNullElse(value, Text.EMPTY).value();
  }
}
