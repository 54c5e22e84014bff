// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.List;
import org.ostler.api.expansion.Expandable;

/** What {@code if} asks. */
sealed interface FilterCondition {
  /** Whether it holds when what it asks is not so. */
  boolean negated();

  /** The same, the other way round. */
  FilterCondition not();

  /** Two texts are compared. */
  record Compare(
      Comparison comparison, boolean caseful, Expandable left, Expandable right, boolean negated)
      implements FilterCondition {
    @Override
    public Compare not() {
      return new Compare(comparison, caseful, left, right, !negated);
    }
  }

  /** How texts are compared. */
  enum Comparison {
    IS("is", "is not"),
    BEGINS("begins", "does not begin"),
    CONTAINS("contains", "does not contain"),
    ENDS("ends", "does not end"),
    MATCHES("matches", "does not match"),
    ABOVE("above", "not above"),
    BELOW("below", "not below");

    private final String word;
    private final String negative;

    Comparison(String word, String negative) {
      this.word = word;
      this.negative = negative;
    }

    /** The word as it is told; a caseful comparison has its own word in capitals. */
    String shown(boolean caseful, boolean negated) {
      String shown = negated ? negative : word;
      if (!caseful) {
        return shown;
      }
      return this == IS
          ? shown.replace("is", "IS")
          : shown.startsWith("does not ")
              ? "does not "
                  + shown.substring("does not ".length()).toUpperCase(java.util.Locale.ROOT)
              : shown.toUpperCase(java.util.Locale.ROOT);
    }
  }

  /** A question without operands. */
  record Flag(Question question, boolean negated) implements FilterCondition {
    @Override
    public Flag not() {
      return new Flag(question, !negated);
    }
  }

  /** What can be asked about the message and its delivery. */
  enum Question {
    DELIVERED,
    ERROR_MESSAGE,
    FIRST_DELIVERY,
    MANUALLY_THAWED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Whether a person wrote to this user. */
  record Personal(List<String> aliases, boolean negated) implements FilterCondition {
    @Override
    public Personal not() {
      return new Personal(aliases, !negated);
    }
  }

  /** Whether it holds for an address of a list. */
  record ForAnyAddress(Expandable list, FilterCondition condition, boolean negated)
      implements FilterCondition {
    @Override
    public ForAnyAddress not() {
      return new ForAnyAddress(list, condition, !negated);
    }
  }

  /** Two conditions, of which both have to hold, or one. */
  record Two(boolean both, FilterCondition first, FilterCondition second, boolean negated)
      implements FilterCondition {
    @Override
    public Two not() {
      return new Two(both, first, second, !negated);
    }
  }

  /** As {@code -v} tells it. */
  default String shown() {
    return switch (this) {
      case Compare it ->
          it.left().source()
              + " "
              + it.comparison().shown(it.caseful(), it.negated())
              + " "
              + it.right().source();
      case Flag it -> (it.negated() ? "not " : "") + it.question().word();
      case Personal it -> (it.negated() ? "not " : "") + "personal";
      case ForAnyAddress it ->
          (it.negated() ? "not " : "")
              + "foranyaddress "
              + it.list().source()
              + " ("
              + it.condition().inner()
              + ")";
      case Two it -> {
        String two = it.first().inner() + (it.both() ? " and " : " or ") + it.second().inner();
        yield it.negated() ? "not (" + two + ")" : two;
      }
    };
  }

  /** As a part of another. */
  private String inner() {
    boolean brackets = this instanceof Two two && !two.both() && !two.negated();
    return brackets ? "(" + shown() + ")" : shown();
  }
}
