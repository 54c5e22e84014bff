// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.text.ListText;

/**
 * An argument that is a list: one that is written out is taken apart when it is compiled, unless
 * long.
 */
final class ListPart {
  /** Items take several times the memory of their text. */
  private static final int MOST_OCTETS = 1 << 13;

  private final Part part;
  private final @Nullable List<Text> constant;

  ListPart(Part part) {
    this.part = part;
    Text text = part.constant();
    this.constant = text == null || text.value().length() > MOST_OCTETS ? null : items(text);
  }

  private static List<Text> items(Text text) {
    List<Text> items = new ArrayList<>();
    Walk walk = new Walk(text, null);
    for (Text item = walk.next(); item != null; item = walk.next()) {
      items.add(item);
    }
    return items;
  }

  /** The whole list. */
  Text text(Run run) throws Stop, InterruptedException {
    return part.text(run);
  }

  /** A walk along the items of the list, whose text this was. */
  Walk walk(Text text) {
    return new Walk(text, constant);
  }

  /** The items one after another, each as trusted as the list. */
  static final class Walk {
    private final Text whole;
    private final ListText rest;
    private final @Nullable List<Text> known;
    private int at;

    private Walk(Text whole, @Nullable List<Text> known) {
      this.whole = whole;
      this.rest = new ListText(whole.value());
      this.known = known;
    }

    /** What stands between the items. */
    char separator() {
      return rest.separator();
    }

    /** The next item, or null at the end of the list. */
    @Nullable Text next() {
      if (known != null) {
        return at < known.size() ? known.get(at++) : null;
      }
      String item = rest.next();
      return item == null ? null : whole.with(item);
    }
  }
}
