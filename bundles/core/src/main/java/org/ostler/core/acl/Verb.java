// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.Locale;
import java.util.Optional;

/** What a statement does when its conditions hold. */
enum Verb {
  ACCEPT,
  DEFER,
  DENY,
  DISCARD,
  DROP,
  REQUIRE,
  WARN;

  private final String word = name().toLowerCase(Locale.ROOT);

  String word() {
    return word;
  }

  static Optional<Verb> of(String word) {
    for (Verb verb : values()) {
      if (verb.word.equals(word)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  /** Whether {@code message} and {@code log_message} speak for this result of the conditions. */
  boolean speaksFor(Result result) {
    return switch (this) {
      case ACCEPT, DISCARD -> result == Result.OK || result.isRefusal();
      case REQUIRE -> result.isRefusal();
      case DEFER, DENY, DROP, WARN -> result == Result.OK;
    };
  }

  /** Whether {@code endpass} may stand in it, and a called list may discard. */
  boolean accepts() {
    return this == ACCEPT || this == DISCARD;
  }
}
