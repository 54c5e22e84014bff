// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ostler.core.acl.Hints;

/** Hints that end with the command. */
final class MemoryHints implements Hints {
  private final Map<String, String> values = new ConcurrentHashMap<>();

  @Override
  public @Nullable String update(String key, UnaryOperator<@Nullable String> change) {
    return values.compute(key, (name, old) -> change.apply(old));
  }

  @Override
  public @Nullable String get(String key) {
    return values.get(key);
  }
}
