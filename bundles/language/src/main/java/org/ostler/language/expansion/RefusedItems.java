// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items that Exim has and Ostler does not, each with its reason, and those of features that are not
 * here.
 */
final class RefusedItems {
  private static final Map<String, String> REASONS =
      Map.of(
          "perl",
              "there is no Perl interpreter in Ostler; write a feature, or call a program with"
                  + " ${run}",
          "dlfunc",
              "native libraries are not loaded into Ostler; write a feature, or call a program with"
                  + " ${run}");

  private RefusedItems() {}

  static void addTo(Map<String, ItemGrammar> items) {
    REASONS.forEach(
        (name, reason) -> items.put(name, refusal("${" + name + "} is not supported: " + reason)));
  }

  /** The refusal of an item that some feature would bring; null when none is known to. */
  static @Nullable ItemGrammar advised(Environment environment, String name) {
    String advice = Advice.of(environment, "expansion.item", name);
    return advice.isEmpty() ? null : refusal("unknown item \"${" + name + "\"" + advice);
  }

  private static ItemGrammar refusal(String message) {
    return (parser, name) -> parser.fail(message).node();
  }
}
