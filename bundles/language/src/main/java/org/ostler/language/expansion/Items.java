// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Item;
import org.ostler.api.text.Text;

/** The items of the language by name, and those that features bring. */
final class Items {
  private static final Map<String, ItemGrammar> OWN = own();

  private Items() {}

  private static Map<String, ItemGrammar> own() {
    Map<String, ItemGrammar> items = new HashMap<>();
    items.put("if", IfItem::read);
    items.put("lookup", LookupItem::read);
    items.put("acl", AclItem::read);
    items.put("run", RunItem::read);
    items.put("readfile", ReadFileItem::read);
    items.put("readsocket", ReadSocketItem::read);
    items.put("env", EnvItem::read);
    CutItems.addTo(items);
    ListItems.addTo(items);
    ExtractItem.addTo(items);
    DigestItems.addTo(items);
    IterationItems.addTo(items);
    SortItem.addTo(items);
    CertificateItem.addTo(items);
    RefusedItems.addTo(items);
    return Map.copyOf(items);
  }

  static @Nullable ItemGrammar find(Environment environment, String name) {
    ItemGrammar own = OWN.get(name);
    if (own != null) {
      return own;
    }
    Optional<Item> brought = environment.item(name);
    return brought.isEmpty() ? RefusedItems.advised(environment, name) : Items.of(brought.get());
  }

  private static ItemGrammar of(Item item) {
    return simple(
        item.signature().least(),
        item.signature().most(),
        (texts, run) -> Run.need(item.evaluate(texts, run.mail())));
  }

  /** An item whose arguments are all evaluated before it does its work. */
  static ItemGrammar simple(int least, int most, Work work) {
    return (parser, name) -> {
      Arguments arguments = Arguments.read(parser, name, least, most, true);
      return Node.of(run -> work.on(arguments.texts(run), run));
    };
  }

  /** The same for work that gives octets, which are marked by the taint of every argument. */
  static ItemGrammar marking(int least, int most, MarkingWork work) {
    return simple(least, most, (texts, run) -> Arguments.marked(texts, work.on(texts, run)));
  }

  /** What an item does with its arguments. */
  @FunctionalInterface
  interface Work {
    Text on(List<Text> arguments, Run run) throws Stop, InterruptedException;
  }

  /** What an item does whose result is as trusted as its arguments. */
  @FunctionalInterface
  interface MarkingWork {
    String on(List<Text> arguments, Run run) throws Stop, InterruptedException;
  }
}
