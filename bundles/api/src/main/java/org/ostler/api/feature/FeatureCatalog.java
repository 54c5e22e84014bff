// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.feature;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The features that this distribution holds, installed or not, and the words they bring; read from
 * the {@code Provide-Capability} headers of their bundles (namespace {@code ostler.word}).
 *
 * <p>A component states its words, of one kind, in an annotation:
 *
 * <pre>{@code
 * @Capability(namespace = "ostler.word", attribute = {"kind=variable", "word:List<String>=\"spf_result,spf_received\""})
 * }</pre>
 */
@ConsumerType
public interface FeatureCatalog {
  /**
   * The feature that brings a word of a kind such as {@code option.main}, {@code acl.condition},
   * {@code lookup}.
   */
  Optional<String> featureFor(String kind, String word);

  /** The features that are installed. */
  Set<String> installed();

  /**
   * Installs a feature from the distribution, never from outside; returns when its bundles have
   * started.
   */
  void install(String feature) throws FeatureProblem;

  /** A feature could not be installed; the message says why and what to do. */
  final class FeatureProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public FeatureProblem(String message) {
      super(message);
    }
  }
}
