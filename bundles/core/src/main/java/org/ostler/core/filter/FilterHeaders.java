// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ostler.api.mail.HeaderField;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.Escapes;
import org.ostler.language.text.ListText;

/** Changes the header fields of the message in hand, at once. */
final class FilterHeaders {
  /** RFC 5322 §3.6.8: printing octets but the colon. */
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \t]*:");

  private final Situation situation;

  FilterHeaders(Situation situation) {
    this.situation = situation;
  }

  /** Adds fields to the end, one a line; lines that begin with white space go on. */
  void add(String text) throws BadFilter {
    List<HeaderField> fields = new ArrayList<>(situation.envelope().headerFields());
    String block = text.stripLeading().stripTrailing();
    for (String field : block.split("\n(?![ \t])")) {
      if (!FIELD.matcher(field).lookingAt() && !field.isBlank()) {
        // it would end the header section (RFC 5322 §2.1)
        throw new BadFilter(
            "\"" + Escapes.printable(field) + "\" in headers command is no header field");
      }
      if (!field.isBlank()) {
        fields.add(HeaderField.parse(field));
      }
    }
    situation.envelope().headerFields(fields);
  }

  /** Takes away all fields of these names, a list of which is given. */
  void remove(String names) {
    List<HeaderField> fields = new ArrayList<>(situation.envelope().headerFields());
    ListText list = new ListText(names);
    for (String name = list.next(); name != null; name = list.next()) {
      String gone = name;
      fields.removeIf(field -> field.is(gone));
    }
    situation.envelope().headerFields(fields);
  }
}
