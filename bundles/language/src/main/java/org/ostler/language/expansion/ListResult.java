// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.ostler.api.text.Text;

/** Builds a list so that taking it apart gives the same items again. */
final class ListResult {
  private final char separator;
  private final StringBuilder out = new StringBuilder();
  private Text marked;
  private boolean any;

  ListResult(char separator, Text source) {
    this.separator = separator;
    this.marked = source;
  }

  /**
   * A space keeps an empty item, or one that begins with the separator, apart from what precedes
   * it.
   */
  void add(Text item) {
    String text = item.value();
    if (any) {
      out.append(separator);
      if (text.isEmpty() || text.charAt(0) == separator) {
        out.append(' ');
      }
    }
    any = true;
    out.append(text.indexOf(separator) < 0 ? text : ListItems.doubled(text, separator));
    marked = marked.mixedWith(item);
  }

  Text text() {
    return marked.with(out.toString());
  }
}
