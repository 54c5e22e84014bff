// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.List;
import org.ostler.api.option.InvalidArgument;

/** Checks the words after a lookup's name. */
final class FileOptions {
  private FileOptions() {}

  static void check(String type, List<String> options, List<String> known) throws InvalidArgument {
    for (String option : options) {
      if (!known.contains(option)) {
        throw new InvalidArgument(
            "unknown option \""
                + option
                + "\" for lookup type \""
                + type
                + "\"; it knows ret=key, cache=no_rd"
                + ", cache=no_wr"
                + (known.isEmpty() ? "" : ", " + String.join(", ", known)));
      }
    }
  }
}
