// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists of plain strings in the language's form: colons, {@code <x} for another separator, doubled
 * ones literal.
 */
public final class ListText {
  private ListText() {}

  /** The items of a list whose usual separator is the colon; empty items are left out. */
  public static List<String> items(String list) {
    return items(list, ':');
  }

  public static List<String> items(String list, char usual) {
    String text = list.stripLeading();
    char separator = usual;
    if (text.length() > 1 && text.charAt(0) == '<' && isPunctuation(text.charAt(1))) {
      separator = text.charAt(1);
      text = text.substring(2);
    }
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != separator) {
        item.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == separator) {
        item.append(c);
        i++;
      } else {
        add(items, item);
      }
    }
    add(items, item);
    return items;
  }

  private static boolean isPunctuation(char c) {
    return c > ' ' && c < 127 && !Character.isLetterOrDigit(c) || c == '\n';
  }

  private static void add(List<String> items, StringBuilder item) {
    String stripped = item.toString().strip();
    item.setLength(0);
    if (!stripped.isEmpty()) {
      items.add(stripped);
    }
  }
}
