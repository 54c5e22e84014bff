// SPDX-License-Identifier: Apache-2.0
package org.ostler.redis;

import java.util.ArrayList;
import java.util.List;

/** Splits lists as the language does: {@code <;} changes the separator, a doubled one is one. */
final class ServerList {
  private ServerList() {}

  static List<String> items(String list) {
    String rest = list.strip();
    char separator = ':';
    if (rest.length() >= 2 && rest.charAt(0) == '<' && isSeparator(rest.charAt(1))) {
      separator = rest.charAt(1);
      rest = rest.substring(2);
    }
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c != separator) {
        item.append(c);
      } else if (i + 1 < rest.length() && rest.charAt(i + 1) == separator) {
        item.append(c);
        i++;
      } else {
        add(item, items);
      }
    }
    add(item, items);
    return items;
  }

  private static boolean isSeparator(char c) {
    return (c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c)) || c == '\n' || c == '\t';
  }

  private static void add(StringBuilder item, List<String> items) {
    String text = item.toString().strip();
    if (!text.isEmpty()) {
      items.add(text);
    }
    item.setLength(0);
  }
}
