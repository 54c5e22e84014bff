// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.text.Text;

/** A condition or a modifier of a statement, compiled. */
sealed interface Step {
  /** {@code message}: expanded when the statement's end is known. */
  record Message(Expandable text) implements Step {}

  /** {@code log_message}: likewise. */
  record LogMessage(Expandable text) implements Step {}

  /** {@code endpass}. */
  record EndPass() implements Step {}

  /**
   * A word that asks or does something.
   *
   * @param label what traces show before the equals sign: {@code !senders}, {@code set acl_c0}
   * @param negated whether an exclamation mark stands before it
   * @param source the argument as written
   * @param argument the argument to expand first; null when the work does that itself
   * @param place where the word may stand
   * @param work what it does
   */
  record Task(
      String label,
      boolean negated,
      String source,
      @Nullable Expandable argument,
      Place place,
      Work work)
      implements Step {}

  /**
   * Where a word may stand, and how it is named when it stands elsewhere.
   *
   * @param word the word
   * @param modifier whether it is one; else it is a condition
   * @param phases the lists in which it may stand
   */
  record Place(String word, boolean modifier, Set<Phase> phases) {
    public Place {
      phases = phases.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(phases));
    }

    /** Exim's words for a word in a list that cannot have it. */
    String complaint(Phase phase) {
      return "cannot "
          + (modifier ? "use " : "test ")
          + word
          + " condition in "
          + PhaseNames.of(phase)
          + " ACL";
    }
  }

  /** What a word does. Safe for many threads. */
  @FunctionalInterface
  interface Work {
    /** The result; a modifier says {@link Result#OK} unless its argument is wrong. */
    Result apply(Text argument, Course course) throws InterruptedException;
  }
}
