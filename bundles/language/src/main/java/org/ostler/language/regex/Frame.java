// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group whose closing parenthesis was not read yet. */
final class Frame {
  final Node.Kind kind;
  final int number;

  /** The modes to go back to behind the group. */
  final int modesBefore;

  /** Where the group opens, for complaints. */
  final int offset;

  /** Whether each alternative counts its groups anew. */
  boolean resets;

  int groupsBefore;
  int mostGroups;

  /** Whether it is a conditional group, and what it asks once that is known. */
  boolean conditional;

  Node.@Nullable Condition condition;

  /** Whether it is the assertion that a conditional group asks. */
  boolean asked;

  private final List<Node> alternatives = new ArrayList<>();
  private List<Node> nodes = new ArrayList<>();

  Frame(Node.Kind kind, int number, int modesBefore, int offset) {
    this.kind = kind;
    this.number = number;
    this.modesBefore = modesBefore;
    this.offset = offset;
  }

  void add(Node node) {
    nodes.add(node);
  }

  Node last() {
    return nodes.getLast();
  }

  void replaceLast(Node node) {
    nodes.set(nodes.size() - 1, node);
  }

  void alternative() {
    alternatives.add(sequence());
    nodes = new ArrayList<>();
  }

  private Node sequence() {
    return switch (nodes.size()) {
      case 0 -> new Node.Empty();
      case 1 -> nodes.getFirst();
      default -> new Node.Sequence(nodes);
    };
  }

  Node.Group group() {
    alternative();
    return new Node.Group(kind, number, alternatives, offset);
  }

  Node close() {
    if (condition == null) {
      return group();
    }
    alternative();
    return new Node.Choice(condition, alternatives);
  }
}
