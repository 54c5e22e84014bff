// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern that was read, as a tree; its depth is bounded by the reader. */
sealed interface Node {
  /** Nothing, which matches everywhere. */
  record Empty() implements Node {}

  /** One character by its code. */
  record Literal(int code, boolean caseless) implements Node {}

  /** One character of a set. */
  record OneOf(CharSet set) implements Node {}

  /** What reads one or more characters by rules of its own; one of {@link Op}'s. */
  record Special(int op) implements Node {}

  /** A condition on the place; one of {@link Op}'s. */
  record Place(int op) implements Node {}

  /** {@code \K}. */
  record Keep() implements Node {}

  /** A reference to what groups captured: by number, or by name when there is one. */
  record Back(int number, @Nullable String name, boolean caseless, int offset) implements Node {}

  /** A call of a group as a subroutine: by number, or by name when there is one. */
  record Call(int number, @Nullable String name, int offset) implements Node {}

  /** A group of alternatives; the number is that of a capturing one. */
  record Group(Kind kind, int number, List<Node> alternatives, int offset) implements Node {}

  /** A conditional group; its two branches are the alternatives. */
  record Choice(Condition condition, List<Node> alternatives) implements Node {}

  /** A sequence. */
  record Sequence(List<Node> nodes) implements Node {}

  /** A repetition. */
  record Repeat(Node node, int least, int most, Greed greed) implements Node {}

  /** A backtracking verb; one of {@link Op}'s. */
  record Verb(int op, @Nullable String name) implements Node {}

  /** More than any count that may be written. */
  int UNLIMITED = 65536;

  /** Kinds of group. */
  enum Kind {
    PLAIN,
    CAPTURE,
    ATOMIC,
    AHEAD,
    NOT_AHEAD,
    BEHIND,
    NOT_BEHIND,
    AHEAD_OPEN,
    BEHIND_OPEN;

    /** Whether it looks without reading. */
    boolean looks() {
      return ordinal() >= AHEAD.ordinal();
    }

    /** Whether it looks back. */
    boolean behind() {
      return this == BEHIND || this == NOT_BEHIND || this == BEHIND_OPEN;
    }

    /** Whether it holds when its inside does not match. */
    boolean negative() {
      return this == NOT_AHEAD || this == NOT_BEHIND;
    }
  }

  /** How much a repetition takes, and whether it gives back. */
  enum Greed {
    GREEDY,
    LAZY,
    POSSESSIVE
  }

  /** What a conditional group asks. */
  sealed interface Condition {
    /** Whether a group captured: by number, or by name when there is one. */
    record Captured(int number, @Nullable String name, int offset) implements Condition {}

    /** Whether a group is being called; 0 for the whole pattern, less for any. */
    record Called(int number, @Nullable String name, int offset) implements Condition {}

    /** Whether an assertion holds. */
    record Holds(Group group) implements Condition {}

    /** {@code DEFINE}, or a question of versions: the answer is known. */
    record Known(boolean answer, boolean define, int offset) implements Condition {}
  }
}
