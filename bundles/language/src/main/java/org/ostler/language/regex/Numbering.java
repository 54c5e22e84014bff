// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which groups a pattern has, by number and by name. */
final class Numbering {
  private final PatternReader.Tree tree;
  private final Map<Integer, Node.Group> groups = new HashMap<>();

  private boolean calls;

  Numbering(PatternReader.Tree tree) {
    this.tree = tree;
    collect(tree.root());
  }

  private void collect(Node node) {
    switch (node) {
      case Node.Group group -> {
        if (group.kind() == Node.Kind.CAPTURE) {
          groups.putIfAbsent(group.number(), group);
        }
        group.alternatives().forEach(this::collect);
      }
      case Node.Choice choice -> {
        if (choice.condition() instanceof Node.Condition.Holds(Node.Group group)) {
          collect(group);
        }
        choice.alternatives().forEach(this::collect);
      }
      case Node.Call _ -> calls = true;
      case Node.Sequence sequence -> sequence.nodes().forEach(this::collect);
      case Node.Repeat repeat -> collect(repeat.node());
      default -> {}
    }
  }

  /** How many groups capture. */
  int count() {
    return tree.groups();
  }

  /** Whether groups of alternatives may have one number. */
  boolean sharesNumbers() {
    return tree.sharesNumbers();
  }

  /** Whether groups are called. */
  boolean calls() {
    return calls;
  }

  /** The first group of a number. */
  Node.@Nullable Group group(int number) {
    return groups.get(number);
  }

  /** The groups that a name or a number means. */
  int[] numbers(int number, @Nullable String name, int offset) throws BadPattern {
    if (name == null) {
      if (number > count()) {
        throw new BadPattern(Complaint.REFERENCE, offset);
      }
      return new int[] {number};
    }
    int[] found = named(name);
    if (found.length == 0) {
      throw new BadPattern(Complaint.REFERENCE, offset);
    }
    return found;
  }

  /** The groups of a name, none when no group has it. */
  int[] named(String name) {
    List<Integer> found = new ArrayList<>();
    for (Reading.Name one : tree.names()) {
      if (one.text().equals(name)) {
        found.add(one.number());
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }
}
