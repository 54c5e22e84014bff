// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/**
 * A compiled part of a string: an argument, a branch, or a check that something stands where it
 * must.
 *
 * @param node what it evaluates to
 * @param broken the first error of its text, which is met even when the part is skipped; null when
 *     there is none
 */
record Part(Node node, @Nullable Stop broken) {
  /** A check that passed. */
  static final Part SOUND = new Part(Node.Literal.EMPTY, null);

  Text text(Run run) throws Stop, InterruptedException {
    return run.spent(node.text(run));
  }

  /** Passes over the part without evaluating it, as Exim reads a branch that is not taken. */
  void skip() throws Stop {
    if (broken != null) {
      throw broken;
    }
  }

  /** Its text when it is constant, else null. */
  @Nullable Text constant() {
    return broken == null && node instanceof Node.Literal(Text text) ? text : null;
  }
}
