// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.Collection;
import java.util.function.Consumer;
import org.ostler.api.option.Option;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.Block;
import org.ostler.language.config.Problem;

/** Before its driver is named, a block may have only the options that all drivers share. */
final class DriverFirst {
  private DriverFirst() {}

  static void check(Block block, Collection<Option<?>> generic, Consumer<Problem> problems) {
    for (Assignment assignment : block.assignments()) {
      String name = assignment.name();
      if (name.equals("driver")) {
        return;
      }
      if (generic.stream().noneMatch(option -> isMeant(option.name(), name))) {
        problems.accept(
            new Problem(
                assignment.position(),
                "option \""
                    + name
                    + "\" unknown (\"driver\" must be specified before any private options)"));
      }
    }
  }

  private static boolean isMeant(String option, String written) {
    return written.equals(option)
        || written.equals("no_" + option)
        || written.equals("not_" + option)
        || option.equals("set") && written.startsWith("set ");
  }
}
