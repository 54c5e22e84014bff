// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.ostler.api.feature.WordsInUse.Use;
import org.ostler.language.config.Position;

/**
 * Notes which words of features a configuration uses, and where they stand. A word is noted when it
 * is found while the text of a place is compiled; what is compiled later, at run time, is not.
 * Confined to the thread that compiles.
 */
public final class UsedWords {
  private static final ScopedValue<UsedWords> COMPILING = ScopedValue.newInstance();

  private final Set<Use> uses = new LinkedHashSet<>();

  /** Compiles something whose words are to be noted here. */
  public <T> T noting(Supplier<T> compiling) {
    return ScopedValue.where(COMPILING, this).call(compiling::get);
  }

  /** Notes a word that was found at the place being read. */
  public static void note(String kind, String word) {
    if (COMPILING.isBound()) {
      Position.beingRead().ifPresent(place -> COMPILING.get().add(kind, word, place));
    }
  }

  /** Notes a word that stands at a place. */
  public void add(String kind, String word, Position place) {
    uses.add(new Use(kind, word, place.file(), place.line()));
  }

  public List<Use> uses() {
    return List.copyOf(uses);
  }
}
