// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.feature.FeatureCatalog;
import org.ostler.core.contribution.Contributions;

/**
 * Words that the configuration uses and nothing present knows: what would bring them, and which
 * features are therefore to be installed.
 */
final class WantedFeatures {
  /** How the catalogue calls kinds that the language calls otherwise. */
  private static final Map<String, String> KINDS =
      Map.of(
          "main option",
          "option.main",
          "router option",
          "option.router",
          "transport option",
          "option.transport",
          "authenticator option",
          "option.authenticator");

  private final @Nullable FeatureCatalog catalog;
  private final Set<String> features = new LinkedHashSet<>();

  WantedFeatures(@Nullable FeatureCatalog catalog) {
    this.catalog = catalog;
  }

  /** What to do about an unknown word, as in "install the feature dmarc". */
  Optional<String> advice(String kind, String word) {
    String known = KINDS.getOrDefault(kind, kind);
    return feature(known, word)
        .map(name -> "install the feature " + name)
        .or(() -> LaterFeatures.advice(known, word));
  }

  private Optional<String> feature(String kind, String word) {
    if (catalog == null) {
      return Optional.empty();
    }
    Optional<String> feature = catalog.featureFor(kind, word);
    feature.ifPresent(features::add);
    return feature;
  }

  /** The features that would help, in the order met. */
  Set<String> features() {
    return Set.copyOf(features);
  }

  /**
   * Whether the word is one that a feature of the catalogue brings: {@link Contributions} may have
   * it soon.
   */
  boolean brings(String kind, String word) {
    return feature(KINDS.getOrDefault(kind, kind), word).isPresent();
  }
}
