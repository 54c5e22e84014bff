// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.AddressText;

/** Gives addresses without a domain in the header section of local mail the one of this host. */
final class HeaderQualification {
  private static final Map<String, String> DOMAINS =
      Map.of(
          "to", "qualify_recipient",
          "cc", "qualify_recipient",
          "bcc", "qualify_recipient",
          "from", "qualify_domain",
          "sender", "qualify_domain",
          "reply-to", "qualify_domain");

  private HeaderQualification() {}

  static void apply(Situation situation) throws InterruptedException {
    List<HeaderField> fields = new ArrayList<>();
    for (HeaderField field : situation.envelope().headerFields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      String variable = DOMAINS.get(name.startsWith("resent-") ? name.substring(7) : name);
      Text domain = variable == null ? null : situation.variable(variable);
      fields.add(
          domain == null
              ? field
              : new HeaderField(field.name(), qualified(field.body(), domain.value())));
    }
    situation.envelope().headerFields(fields);
  }

  private static String qualified(String body, String domain) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (String piece : AddressPieces.of(body)) {
      int start = body.indexOf(piece, at);
      if (start >= 0
          && AddressText.parse(piece) instanceof AddressText.Result.Good it
          && it.address().indexOf('@') < 0) {
        int open = Math.max(piece.lastIndexOf('<'), 0);
        int address = piece.indexOf(it.address(), open);
        if (address >= 0) {
          int end = start + address + it.address().length();
          text.append(body, at, end).append('@').append(domain);
          at = end;
          continue;
        }
      }
      if (start >= 0) {
        text.append(body, at, start + piece.length());
        at = start + piece.length();
      }
    }
    return text.append(body.substring(at)).toString();
  }
}
