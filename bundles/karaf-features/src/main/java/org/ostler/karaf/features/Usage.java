// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.api.feature.WordsInUse.Use;

/** What the configuration in force uses of a feature, as lines for a person. */
final class Usage {
  /** What people call the kinds; the others are called as the language calls them. */
  private static final Map<String, String> NOUNS =
      Map.of(
          "acl.condition", "condition ",
          "acl.modifier", "modifier ",
          "acl.control", "control ",
          "option.main", "main option ",
          "option.router", "router option ",
          "option.transport", "transport option ",
          "option.authenticator", "authenticator option ",
          "variable", "variable $",
          "item", "expansion item ",
          "operator", "expansion operator ");

  private Usage() {}

  /**
   * A line for each word that one of the kinds and words brings: {@code lookup lmdb: FILE:3,
   * FILE:9}.
   */
  static List<String> of(List<Words> brought, List<Use> uses) {
    Map<String, Set<String>> places = new LinkedHashMap<>();
    for (Use use : inOrder(uses)) {
      if (Words.bring(brought, use.kind(), use.word())) {
        String name = NOUNS.getOrDefault(use.kind(), use.kind() + " ") + use.word();
        places.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(place(use));
      }
    }
    return places.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .toList();
  }

  private static List<Use> inOrder(List<Use> uses) {
    return uses.stream().sorted(Comparator.comparing(Use::file).thenComparing(Use::line)).toList();
  }

  private static String place(Use use) {
    return use.line() == 0 ? use.file() : use.file() + ":" + use.line();
  }
}
