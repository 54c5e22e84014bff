// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.util.ArrayList;
import java.util.List;

/**
 * One case of a table: what is asked, after {@code > }, lines of input after {@code < }, and what
 * is answered.
 */
record RewriteCase(String asked, List<String> input, String answer) {
  static List<RewriteCase> of(String table) {
    List<RewriteCase> cases = new ArrayList<>();
    for (String block : table.replaceAll("(?m)^#.*\n", "").split("(?m)^> ")) {
      if (block.isBlank()) {
        continue;
      }
      List<String> lines = block.lines().toList();
      List<String> input =
          lines.stream()
              .skip(1)
              .filter(line -> line.startsWith("< "))
              .map(line -> line.substring(2))
              .toList();
      String answer =
          String.join("\n", lines.stream().skip(1).filter(line -> !line.startsWith("< ")).toList());
      cases.add(new RewriteCase(lines.getFirst(), input, answer.strip()));
    }
    return cases;
  }

  @Override
  public String toString() {
    return asked;
  }

  /** The case as it stands in a table, with another answer. */
  String with(String other) {
    StringBuilder text = new StringBuilder("> ").append(asked).append('\n');
    input.forEach(line -> text.append("< ").append(line).append('\n'));
    return text.append(other.isEmpty() ? "" : other + "\n").toString();
  }
}
