// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.core.rewrite.MailboxText;
import org.ostler.language.octets.MailboxReader;

/** Takes a header field apart into what stands between its commas (RFC 5322 §3.4). */
final class HeaderAddresses {
  private static final String EMPTY = "empty address";

  private HeaderAddresses() {}

  /**
   * One place of a field where an address may stand.
   *
   * @param text as it stands there
   * @param address the address, with a domain or without; null when it is none
   * @param problem why it is none, else null
   */
  record Entry(String text, @Nullable String address, @Nullable String problem) {
    boolean isQualified() {
      return address != null && address.indexOf('@') >= 0;
    }
  }

  /** The places that are not empty. */
  static List<Entry> of(HeaderField field) {
    String body = field.body().stripLeading() + "\n";
    List<Entry> entries = new ArrayList<>();
    boolean group = false;
    for (int from = 0; from < body.length(); ) {
      MailboxText.End end = MailboxText.end(body, from, group);
      String text = body.substring(from, end.at());
      Entry entry =
          switch (MailboxText.parse(text, true, false, MailboxReader.Syntax.USUAL)) {
            case MailboxText.Result.Found it -> new Entry(text.strip(), it.address(), null);
            case MailboxText.Result.Bad it -> new Entry(text.strip(), null, problem(it, text));
          };
      if (!EMPTY.equals(entry.problem())) {
        entries.add(entry);
      }
      group = end.group();
      from = end.at() + 1;
    }
    return entries;
  }

  /** Nothing between commas is nothing; brackets around nothing are wrong. */
  private static String problem(MailboxText.Result.Bad bad, String text) {
    return bad.why().equals(EMPTY) && text.indexOf('<') >= 0
        ? "missing or malformed local part"
        : bad.why();
  }
}
