// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.Environment;
import org.ostler.language.expansion.Expression;
import org.ostler.language.expansion.ListKind;

/**
 * Compiles the lists of one configuration, and holds its named lists. Safe for many threads.
 *
 * <pre>
 * ListCompiler lists = new ListCompiler(environment, expansions::compile, types::find, ours::contains);
 * lists.define(ListKind.DOMAIN, "local_domains", "@ : *.example");
 * MatchList domains = lists.compile(ListKind.DOMAIN, "+local_domains");
 * </pre>
 */
public final class ListCompiler {
  private static final int MOST_KEPT = 256;
  private static final int MOST_OCTETS = 1 << 23;

  private final Function<String, ? extends Expandable> strings;
  private final NamedLists named = new NamedLists();
  private final ItemParser parser;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, ItemList> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long octets;

  private record Key(ListKind kind, Text text) {}

  /**
   * Makes a compiler.
   *
   * @param environment what the lists need from the house
   * @param strings compiles strings that are expanded; one that cannot be says so when it is
   *     expanded
   * @param types finds lookup types, the language's own and those of features
   * @param locality tells this host's addresses
   */
  public ListCompiler(
      Environment environment,
      Function<String, ? extends Expandable> strings,
      Function<String, Optional<Lookup>> types,
      Locality locality) {
    this.strings = strings;
    HostNames names = new HostNames(environment::resolver);
    this.parser = new ItemParser(named, types, environment::main, names, locality);
  }

  /** Defines a named list; lists may refer to it before it is defined. */
  public void define(ListKind kind, String name, String source) throws InvalidArgument {
    named.define(kind, name, compiled(kind, source));
  }

  /**
   * Compiles a list, when all named ones are defined. What is wrong with the text of any, or with
   * an item of a constant one, is told at once.
   */
  public CompiledList compile(ListKind kind, String source) throws InvalidArgument {
    CompiledList list = compiled(kind, source);
    List<String> missing = undefined(list);
    if (!missing.isEmpty()) {
      throw new InvalidArgument(missing.getFirst());
    }
    return list;
  }

  /** Compiles the pattern of a rewriting rule: one item of an address list. */
  public AddressPattern pattern(String source) throws InvalidArgument {
    Expandable text = strings.apply(source);
    if (text instanceof Expression expression && expression.problem() != null) {
      throw new InvalidArgument(
          "failed to expand \"" + source + "\" in a rewriting rule: " + expression.problem());
    }
    Text constant = constant(text);
    ItemList item = constant == null ? null : parser.single(ListKind.ADDRESS, constant);
    Optional<String> problem = item == null ? Optional.empty() : item.problem();
    if (problem.isPresent()) {
      throw new InvalidArgument(problem.get());
    }
    return new AddressPattern(text, item, parser);
  }

  private CompiledList compiled(ListKind kind, String source) throws InvalidArgument {
    Expandable text = strings.apply(source);
    if (text instanceof Expression expression && expression.problem() != null) {
      throw new InvalidArgument(
          "failed to expand \"" + source + "\" while checking a list: " + expression.problem());
    }
    Text constant = constant(text);
    if (constant == null) {
      return new CompiledList(kind, text, null, this);
    }
    ItemList items = parser.list(kind, constant);
    Optional<String> problem = items.problem();
    if (problem.isPresent()) {
      throw new InvalidArgument(problem.get());
    }
    return new CompiledList(kind, text, items, this);
  }

  /** The text of a list that is always the same; null for any other. */
  private static @Nullable Text constant(Expandable text) {
    if (text instanceof Expression expression) {
      return expression.constant();
    }
    String source = text.source();
    return source.indexOf('$') < 0 && source.indexOf('\\') < 0 ? Text.of(source) : null;
  }

  /**
   * What named lists refer to in vain, in words for the administrator, by kind and name of the list
   * that does.
   */
  public List<String> undefined(ListKind kind, String name) {
    CompiledList list = named.find(kind, name);
    return list == null ? List.of() : undefined(list);
  }

  private List<String> undefined(CompiledList list) {
    ItemList items = list.constant();
    List<String> missing = new ArrayList<>();
    for (NamedItem item : items == null ? List.<NamedItem>of() : items.named()) {
      if (named.find(item.kind(), item.name()) == null) {
        missing.add(item.unknown());
      }
    }
    return missing;
  }

  @Nullable CompiledList named(ListKind kind, String name) {
    return named.find(kind, name);
  }

  /** The names of the lists of a kind. */
  public Set<String> names(ListKind kind) {
    return Set.copyOf(named.names(kind));
  }

  /** The items of an expanded text, remembered when it was met of late. */
  ItemList parsed(ListKind kind, Text text) {
    Key key = new Key(kind, text);
    lock.lock();
    try {
      ItemList known = kept.get(key);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    ItemList items = parser.list(kind, text);
    keep(key, items);
    return items;
  }

  private void keep(Key key, ItemList items) {
    lock.lock();
    try {
      if (kept.put(key, items) == null) {
        octets += key.text().value().length();
      }
      var oldest = kept.keySet().iterator();
      while (kept.size() > 1 && (kept.size() > MOST_KEPT || octets > MOST_OCTETS)) {
        octets -= oldest.next().text().value().length();
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
