// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.text.Text;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.MailboxReader;
import org.ostler.language.text.Ascii;

/** Addresses as people type them. */
final class Addresses {
  private Addresses() {}

  /** Those of a list with commas; the commas of quoted strings, comments and brackets are not. */
  static List<String> split(String typed) {
    List<String> all = new ArrayList<>();
    for (int from = 0; from < typed.length(); ) {
      int end = MailboxReader.end(typed, from);
      all.add(typed.substring(from, end));
      from = end;
      while (from < typed.length()
          && (typed.charAt(from) == ',' || Ascii.isSpace(typed.charAt(from)))) {
        from++;
      }
    }
    return all;
  }

  /** With the domain for recipients added when there is none, phrase and brackets taken off. */
  static String qualified(String typed, Situation situation)
      throws InterruptedException, WrongWords {
    return switch (MailboxReader.read(typed, AddressSyntax.of(situation.settings()), false)) {
      case MailboxReader.Result.Bad(String why) -> throw new WrongWords(why);
      case MailboxReader.Result.Found found when found.domain() > 0 -> found.address();
      case MailboxReader.Result.Found found -> {
        Text domain = situation.variable("qualify_recipient");
        yield domain == null ? found.address() : found.address() + "@" + domain.value();
      }
    };
  }
}
