// SPDX-License-Identifier: Apache-2.0
package @PACKAGE@;

import java.util.List;
import java.util.stream.Stream;

/** Names parted by colons. Knows nothing of the server. */
final class NameList {
  private NameList() {}

  static List<String> of(String text) {
    return Stream.of(text.split(":", -1)).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  /** Whether a name is among them; names of hosts have no case. */
  static boolean contains(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
