// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import java.util.Map;
import org.ostler.api.text.Text;
import org.ostler.language.octets.ImapFolder;

/** Items that quote for lists and folders, and sg. */
final class ListItems {
  private ListItems() {}

  static void addTo(Map<String, ItemGrammar> items) {
    items.put("listquote", Items.marking(2, 2, (texts, run) -> listQuote(texts)));
    items.put("imapfolder", Items.marking(1, 3, (texts, run) -> folder(texts)));
    items.put("sg", SubstituteItem::read);
  }

  private static String listQuote(List<Text> texts) {
    String separator = texts.getFirst().value();
    String text = texts.get(1).value();
    if (text.isEmpty()) {
      return " ";
    }
    return separator.isEmpty() ? text : doubled(text, separator.charAt(0));
  }

  static String doubled(String text, char separator) {
    String one = String.valueOf(separator);
    return text.replace(one, one + one);
  }

  private static String folder(List<Text> texts) throws Stop {
    String separator = texts.size() > 1 ? texts.get(1).value() : "/";
    if (separator.length() != 1) {
      throw Stop.failed("IMAP folder separator must be one character, found \"" + separator + "\"");
    }
    String specials = texts.size() > 2 ? texts.get(2).value() : "";
    try {
      return ImapFolder.encode(texts.getFirst().value(), separator.charAt(0), specials);
    } catch (ImapFolder.Malformed e) {
      throw Stop.failed(String.valueOf(e.getMessage()));
    }
  }
}
