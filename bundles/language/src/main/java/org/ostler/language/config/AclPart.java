// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the lines of each access control list. */
final class AclPart {
  final Map<String, List<Line>> acls = new LinkedHashMap<>();
  private @Nullable List<Line> current;

  /** A macro definition ends a list: it may stand between two of them only. */
  void end() {
    current = null;
  }

  void read(Line line, Consumer<String> problem) {
    FirstWord word = FirstWord.of(line.text());
    if (!word.name().isEmpty() && word.rest().startsWith(":")) {
      open(word, line, problem);
    } else if (current == null) {
      problem.accept("missing or malformed ACL name");
    } else {
      current.add(line);
    }
  }

  private void open(FirstWord word, Line line, Consumer<String> problem) {
    if (acls.containsKey(word.name())) {
      problem.accept("there are two ACLs called \"" + word.name() + "\"");
    }
    current = new ArrayList<>();
    acls.putIfAbsent(word.name(), current);
    String rest = FirstWord.of(word.rest().substring(1)).name();
    // Exim ignores what follows here in silence; a verb put there by mistake would leave an empty
    // list.
    if (!rest.isEmpty()) {
      problem.accept(
          "extra characters follow ACL name "
              + word.name()
              + ": start a new line for \""
              + rest
              + "\"");
    }
  }
}
