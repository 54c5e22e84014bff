// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.list;

import java.util.ArrayList;
import java.util.List;

/**
 * The items of a separated list, as the language reads lists. The separator is a colon unless the
 * list begins with {@code <} and another punctuation or control character. A doubled separator is
 * one as data, unless it is a control character. White space round an item goes; an empty item at
 * the end is none.
 */
public final class ListItems {
  private ListItems() {}

  /** The items, those that are empty too. */
  public static List<String> of(String list) {
    String rest = list.strip();
    char separator = ':';
    if (rest.length() >= 2 && rest.charAt(0) == '<' && maySeparate(rest.charAt(1))) {
      separator = rest.charAt(1);
      rest = rest.substring(2);
    }
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c != separator) {
        item.append(c);
      } else if (c > ' ' && i + 1 < rest.length() && rest.charAt(i + 1) == separator) {
        item.append(c);
        i++;
      } else {
        items.add(item.toString().strip());
        item.setLength(0);
      }
    }
    String last = item.toString().strip();
    if (!last.isEmpty()) {
      items.add(last);
    }
    return items;
  }

  private static boolean maySeparate(char c) {
    return c < ' ' || c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
  }
}
