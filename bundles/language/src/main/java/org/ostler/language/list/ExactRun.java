// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.text.Ascii;

/**
 * Many plain names one after another: one look into a table in place of a walk. Built once, never
 * changed.
 */
final class ExactRun implements Item {
  private static final int FEWEST = 8;

  private final Map<String, String> caseless = new HashMap<>();
  private final Map<String, String> caseful = new HashMap<>();

  private ExactRun(List<String> names) {
    for (String name : names) {
      caseless.putIfAbsent(Ascii.lower(name), name);
      caseful.putIfAbsent(name, name);
    }
  }

  @Override
  public Verdict test(Subject subject) {
    String found = (subject.caseless() ? caseless : caseful).get(subject.text());
    if (found == null) {
      return Verdict.NO;
    }
    subject.capture();
    return new Verdict.Yes(found);
  }

  /** Replaces long runs of plain names, not negated. */
  static List<ItemList.Entry> collapse(ListKind kind, List<ItemList.Entry> entries) {
    if (kind != ListKind.DOMAIN && kind != ListKind.LOCAL_PART) {
      return List.copyOf(entries);
    }
    List<ItemList.Entry> collapsed = new ArrayList<>();
    List<ItemList.Entry> run = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (ItemList.Entry entry : entries) {
      String name = name(entry);
      if (name == null) {
        flush(run, names, collapsed);
        collapsed.add(entry);
      } else {
        run.add(entry);
        names.add(name);
      }
    }
    flush(run, names, collapsed);
    return List.copyOf(collapsed);
  }

  private static @org.jspecify.annotations.Nullable String name(ItemList.Entry entry) {
    if (entry instanceof ItemList.Tested(boolean negated, Item item, String _) && !negated) {
      Item inner = item instanceof FileLines.LineItem line ? line.item() : item;
      return inner instanceof TextItems.Exact exact ? exact.name() : null;
    }
    return null;
  }

  private static void flush(List<ItemList.Entry> run, List<String> names, List<ItemList.Entry> to) {
    if (names.size() < FEWEST) {
      to.addAll(run);
    } else {
      to.add(new ItemList.Tested(false, new ExactRun(names), ""));
    }
    run.clear();
    names.clear();
  }
}
