// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;

/** Conditions that Exim has and Ostler does not, each with its reason. */
final class RefusedConditions {
  private static final Map<String, String> REASONS =
      Map.of(
          "pam",
              "native authentication modules are not called from Java; use the authenticator"
                  + " dovecot",
          "radius", "RADIUS is not spoken",
          "saslauthd", "saslauthd is not spoken; use the authenticator dovecot",
          "pwcheck", "the pwcheck daemon is long dead");

  private RefusedConditions() {}

  static void addTo(Map<String, ConditionGrammar> conditions) {
    REASONS.forEach(
        (word, reason) ->
            conditions.put(
                word,
                (parser, name) ->
                    Test.broken(
                        parser.fail(
                            "the condition \"" + name + "\" is not supported: " + reason))));
  }
}
