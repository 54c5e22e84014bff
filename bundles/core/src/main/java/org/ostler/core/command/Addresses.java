// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.AddressText;

/** Addresses as people type them. */
final class Addresses {
  private Addresses() {}

  /** Those of a list with commas; the commas of quoted strings, comments and brackets are not. */
  static List<String> split(String typed) {
    List<String> all = new ArrayList<>();
    boolean quoted = false;
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= typed.length(); i++) {
      char c = i < typed.length() ? typed.charAt(i) : ',';
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '<')) {
        depth++;
      } else if (!quoted && depth > 0 && (c == ')' || c == '>')) {
        depth--;
      } else if (c == ',' && (i == typed.length() || !quoted && depth == 0)) {
        all.add(typed.substring(from, i).strip());
        from = i + 1;
      }
    }
    if (from < typed.length()) {
      all.add(typed.substring(from).strip());
    }
    all.removeIf(String::isEmpty);
    return all;
  }

  /** With the domain for recipients added when there is none, phrase and brackets taken off. */
  static String qualified(String typed, Situation situation)
      throws InterruptedException, WrongWords {
    String address =
        switch (AddressText.parse(typed)) {
          case AddressText.Result.Good(var good) -> good;
          case AddressText.Result.Empty() ->
              throw new WrongWords("missing or malformed local part");
          case AddressText.Result.Bad(var message) -> throw new WrongWords(bare(message));
        };
    if (address.indexOf('@') >= 0) {
      return address;
    }
    Text domain = situation.variable("qualify_recipient");
    return domain == null ? address : address + "@" + domain.value();
  }

  /** The reason without the text that it is about. */
  private static String bare(String message) {
    int quote = message.lastIndexOf(" in \"");
    return quote < 0 ? message : message.substring(0, quote);
  }
}
