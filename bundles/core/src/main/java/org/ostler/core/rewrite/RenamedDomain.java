// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ostler.api.mail.HeaderField;
import org.ostler.core.mail.DomainChange;
import org.ostler.language.octets.MailboxReader;

/** Gives addresses of header fields the name by which routing found their domain. */
public final class RenamedDomain {
  private static final Set<String> FIELDS = Set.of("sender", "from", "to", "cc", "bcc", "reply-to");

  private final DomainChange change;

  public RenamedDomain(DomainChange change) {
    this.change = change;
  }

  /** The fields with the new name; those that do not have the old one are left untouched. */
  public List<HeaderField> in(List<HeaderField> fields) {
    List<HeaderField> changed = new ArrayList<>(fields.size());
    for (HeaderField field : fields) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean addresses = FIELDS.contains(name.startsWith("resent-") ? name.substring(7) : name);
      changed.add(addresses ? changed(field) : field);
    }
    return changed;
  }

  private HeaderField changed(HeaderField field) {
    String body = field.body();
    StringBuilder made = new StringBuilder();
    boolean group = false;
    int at = 0;
    while (at < body.length()) {
      int start = at;
      while (start < body.length() && " \t\n\r,;".indexOf(body.charAt(start)) >= 0) {
        start++;
      }
      MailboxText.End end = MailboxText.end(body, start, group);
      group = end.group();
      made.append(body, at, start).append(changed(body.substring(start, end.at())));
      at = end.at();
    }
    return made.toString().equals(body)
        ? field
        : new HeaderField(field.name(), field.gap(), made.toString());
  }

  /** An address with its phrase and comments. */
  private String changed(String piece) {
    if (piece.isBlank()
        || !(MailboxText.parse(piece, true, false, MailboxReader.Syntax.USUAL)
            instanceof MailboxText.Result.Found found)) {
      return piece;
    }
    int sign = found.address().lastIndexOf('@');
    return sign >= 0 && found.address().substring(sign + 1).equalsIgnoreCase(change.from())
        ? piece.substring(0, found.start())
            + found.address().substring(0, sign + 1)
            + change.to()
            + piece.substring(found.end())
        : piece;
  }
}
