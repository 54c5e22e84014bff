// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;
import org.ostler.api.feature.WordsInUse.Use;
import org.ostler.core.contribution.UsedWords;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.Block;
import org.ostler.language.config.ConfigurationText;

/** Words that stand alone in the file: options and drivers. */
final class WrittenWords {
  private WrittenWords() {}

  /** Adds those of a file to the words that were found in its strings and lists. */
  static List<Use> and(ConfigurationText text, UsedWords used) {
    options("option.main", text.main(), used);
    blocks("router", text.routers(), used);
    blocks("transport", text.transports(), used);
    blocks("authenticator", text.authenticators(), used);
    return used.uses();
  }

  private static void blocks(String kind, List<Block> blocks, UsedWords used) {
    for (Block block : blocks) {
      for (Assignment assignment : block.assignments()) {
        String value = assignment.value();
        if (assignment.name().equals("driver") && value != null) {
          used.add(kind, value.strip(), assignment.position());
        }
      }
      options("option." + kind, block.assignments(), used);
    }
  }

  private static void options(String kind, List<Assignment> assignments, UsedWords used) {
    for (Assignment assignment : assignments) {
      // A bare word may be a boolean with its prefix.
      String name =
          assignment.value() == null
              ? assignment.name().replaceFirst("^not?_", "")
              : assignment.name();
      used.add(kind, name, assignment.position());
    }
  }
}
