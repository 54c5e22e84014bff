// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;

/**
 * All lookup types of a configuration: the language's own and those of features. One for a
 * configuration.
 */
public final class LookupTypes {
  private final Map<String, Lookup> own = new HashMap<>();
  private final Function<String, Optional<Lookup>> others;

  /** Compiles keys of wildlsearch files, which are expanded. */
  @FunctionalInterface
  public interface KeyCompiler {
    Expandable compile(String key) throws InvalidArgument;
  }

  /** Makes the types; {@code others} finds those of features. */
  public LookupTypes(KeyCompiler keys, Function<String, Optional<Lookup>> others) {
    this.others = others;
    for (Lookup lookup : FileLookups.all(keys, this::find)) {
      own.put(lookup.name(), lookup);
    }
  }

  /** The type of that name. */
  public Optional<Lookup> find(String name) {
    Lookup found = own.get(name);
    return found != null ? Optional.of(found) : others.apply(name);
  }

  /** The names of the types that are always there. */
  public static List<String> builtIn() {
    return FileLookups.all(
            key -> {
              throw new InvalidArgument(key);
            },
            name -> Optional.empty())
        .stream()
        .filter(lookup -> !(lookup instanceof RefusedLookup))
        .map(Lookup::name)
        .toList();
  }
}
