// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the items off a separated list one after another. The separator is a colon unless the list
 * begins with {@code <} and another punctuation or control character. A doubled separator is one as
 * data, unless it is a control character. White space round an item goes; an empty item at the end
 * of a list is no item.
 */
public final class ListText {
  private final String text;
  private final char separator;
  private int at;

  public ListText(String text) {
    this(text, ':');
  }

  /** With another separator where the list does not choose its own. */
  public ListText(String text, char usual) {
    this.text = text;
    int i = Ascii.skipSpace(text, 0);
    if (i + 1 < text.length() && text.charAt(i) == '<' && maySeparate(text.charAt(i + 1))) {
      separator = text.charAt(i + 1);
      i += 2;
    } else {
      separator = usual;
    }
    at = i;
  }

  private static boolean maySeparate(char c) {
    return Ascii.isPunctuation(c) || Ascii.isControl(c);
  }

  public char separator() {
    return separator;
  }

  /** The next item, or null at the end of the list. */
  public @Nullable String next() {
    skipSpace();
    if (at >= text.length()) {
      return null;
    }
    int end = text.indexOf(separator, at);
    if (end < 0) {
      return rest();
    }
    if (!isDoubled(end)) {
      return item(end);
    }
    return joined();
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) != separator && Ascii.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private boolean isDoubled(int index) {
    return !Ascii.isControl(separator)
        && index + 1 < text.length()
        && text.charAt(index + 1) == separator;
  }

  private String rest() {
    String item = Ascii.strip(text, at, text.length());
    at = text.length();
    return item;
  }

  private String item(int end) {
    String item = Ascii.strip(text, at, end);
    at = end + 1;
    return item;
  }

  private String joined() {
    StringBuilder item = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == separator) {
        if (at >= text.length() || text.charAt(at) != separator) {
          break;
        }
        at++;
      }
      item.append(c);
    }
    return Ascii.strip(item.toString());
  }

  /** All items of a list. */
  public static List<String> items(String text) {
    ListText list = new ListText(text);
    List<String> items = new ArrayList<>();
    for (String item = list.next(); item != null; item = list.next()) {
      items.add(item);
    }
    return items;
  }
}
