// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many characters parts of a pattern read: exactly, which looking back needs, and at least. */
final class Lengths {
  private static final int LONGEST = 65535;
  private static final int DEEPEST = 500;

  private final Numbering numbering;
  private final boolean utf;
  private final Deque<Node.Group> entered = new ArrayDeque<>();

  /** What called groups are long, so that calls of calls are not followed again and again. */
  private final Map<Integer, Long> known = new HashMap<>();

  Lengths(Numbering numbering, boolean utf) {
    this.numbering = numbering;
    this.utf = utf;
  }

  /** Complains of groups that look back a way that is not fixed, the first one first. */
  void check(Node node) throws BadPattern {
    switch (node) {
      case Node.Group group -> {
        for (Node alternative : group.alternatives()) {
          if (group.kind().behind()) {
            behind(alternative, group.offset());
          }
          check(alternative);
        }
      }
      case Node.Choice choice -> {
        if (choice.condition() instanceof Node.Condition.Holds(Node.Group group)) {
          check(group);
        }
        for (Node alternative : choice.alternatives()) {
          check(alternative);
        }
      }
      case Node.Sequence sequence -> {
        for (Node one : sequence.nodes()) {
          check(one);
        }
      }
      case Node.Repeat repeat -> check(repeat.node());
      default -> {}
    }
  }

  /** How far an alternative of a group that looks back steps back. */
  int behind(Node alternative, int offset) throws BadPattern {
    long length = exact(alternative);
    if (length < 0) {
      throw new BadPattern(Complaint.NOT_FIXED, offset);
    }
    if (length > LONGEST) {
      throw new BadPattern(Complaint.BEHIND_LONG, offset);
    }
    return (int) length;
  }

  /** The number of characters, or -1 when it is not always the same. */
  private long exact(Node node) throws BadPattern {
    return switch (node) {
      case Node.Empty _, Node.Place _, Node.Keep _, Node.Verb _ -> 0;
      case Node.Literal _, Node.OneOf _ -> 1;
      case Node.Special(int op) -> special(op);
      case Node.Back(int number, @Nullable String name, boolean _, int offset) ->
          back(number, name, offset);
      case Node.Call(int number, @Nullable String name, int offset) ->
          entered(numbering.numbers(number, name, offset));
      case Node.Group group -> group.kind().looks() ? 0 : alternatives(group);
      case Node.Choice choice ->
          choice.condition() instanceof Node.Condition.Known(boolean _, boolean define, int _)
                  && define
              ? 0
              : same(choice.alternatives());
      case Node.Sequence sequence -> sequence(sequence);
      case Node.Repeat(Node inner, int least, int most, Node.Greed _) ->
          inner instanceof Node.Group group && group.kind().looks()
              ? 0
              : times(exact(inner), least == most ? least : -1);
    };
  }

  private static long times(long length, int count) {
    return length < 0 || count < 0 ? -1 : Math.min(length * count, LONGEST + 1);
  }

  private long special(int op) throws BadPattern {
    if (op == Op.OCTET && utf) {
      throw new BadPattern(Complaint.OCTET_BEHIND, 0);
    }
    return op == Op.OCTET || op == Op.DOT ? 1 : -1;
  }

  private long back(int number, @Nullable String name, int offset) throws BadPattern {
    int[] numbers = numbering.numbers(number, name, offset);
    return numbering.sharesNumbers() || numbers.length > 1 ? -1 : entered(numbers);
  }

  private long entered(int[] numbers) throws BadPattern {
    Node.Group group = numbering.group(numbers[0]);
    if (group == null) {
      return -1;
    }
    Long length = known.get(numbers[0]);
    if (length == null) {
      length = alternatives(group);
      if (entered.isEmpty() || length >= 0) {
        known.put(numbers[0], length);
      }
    }
    return length;
  }

  /** A group that is met within itself has no length. */
  private long alternatives(Node.Group group) throws BadPattern {
    for (Node.Group outer : entered) {
      if (outer == group) {
        return -1;
      }
    }
    if (entered.size() > DEEPEST) {
      throw new BadPattern(Complaint.BEHIND_COMPLICATED, 0);
    }
    entered.push(group);
    long length = same(group.alternatives());
    entered.pop();
    return length;
  }

  private long same(Iterable<Node> alternatives) throws BadPattern {
    long all = -2;
    for (Node alternative : alternatives) {
      long length = exact(alternative);
      if (length < 0 || all != -2 && length != all) {
        return -1;
      }
      all = length;
    }
    return all;
  }

  private long sequence(Node.Sequence sequence) throws BadPattern {
    long sum = 0;
    for (Node node : sequence.nodes()) {
      if (ends(node)) {
        break;
      }
      long length = exact(node);
      if (length < 0) {
        return -1;
      }
      sum = Math.min(sum + length, LONGEST + 1);
    }
    return sum;
  }

  private static boolean ends(Node node) {
    return node instanceof Node.Verb(int op, @Nullable String _)
        && (op == Op.ACCEPT || op == Op.FAIL);
  }

  /** Whether a part may match without reading; in doubt it may. */
  static boolean mayBeEmpty(Node node) {
    return switch (node) {
      case Node.Literal _, Node.OneOf _, Node.Special _ -> false;
      case Node.Group group ->
          group.kind().looks() || group.alternatives().stream().anyMatch(Lengths::mayBeEmpty);
      case Node.Sequence sequence ->
          sequence.nodes().stream().allMatch(Lengths::mayBeEmpty) || accepts(sequence);
      case Node.Repeat repeat -> repeat.least() == 0 || mayBeEmpty(repeat.node());
      default -> true;
    };
  }

  private static boolean accepts(Node.Sequence sequence) {
    return sequence.nodes().stream()
        .anyMatch(node -> node instanceof Node.Verb(int op, @Nullable String _) && op == Op.ACCEPT);
  }
}
