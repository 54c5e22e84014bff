// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ostler.language.expansion.ListKind;

/** The named lists of a configuration, by kind and name. */
final class NamedLists {
  private final Map<ListKind, Map<String, CompiledList>> lists = new EnumMap<>(ListKind.class);
  private final Map<String, Boolean> constant = new ConcurrentHashMap<>();

  NamedLists() {
    for (ListKind kind : ListKind.values()) {
      lists.put(kind, new ConcurrentHashMap<>());
    }
  }

  private Map<String, CompiledList> of(ListKind kind) {
    return lists.getOrDefault(kind, Map.of());
  }

  void define(ListKind kind, String name, CompiledList list) {
    of(kind).put(name, list);
    constant.clear();
  }

  @Nullable CompiledList find(ListKind kind, String name) {
    return of(kind).get(name);
  }

  Set<String> names(ListKind kind) {
    return of(kind).keySet();
  }

  /** Whether neither the list nor any that it names changes from one use to the next. */
  boolean isConstantThroughout(ListKind kind, String name) {
    return constant.computeIfAbsent(kind + name, _ -> isConstant(kind, name, new HashSet<>()));
  }

  private boolean isConstant(ListKind kind, String name, Set<String> seen) {
    CompiledList list = find(kind, name);
    if (list == null || !seen.add(kind + name)) {
      return list != null;
    }
    ItemList items = list.constant();
    if (items == null) {
      return false;
    }
    for (NamedItem item : items.named()) {
      if (!isConstant(item.kind(), item.name(), seen)) {
        return false;
      }
    }
    return true;
  }
}
