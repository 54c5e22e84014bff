// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import org.jspecify.annotations.Nullable;

/** One item of a list without its negation. Immutable. */
@FunctionalInterface
interface Item {
  Verdict test(Subject subject) throws InterruptedException;

  /** What is wrong with the item as it is written; null when nothing is. */
  default @Nullable String problem() {
    return null;
  }

  /** An item that can only fail. */
  record Wrong(String problem) implements Item {
    @Override
    public Verdict test(Subject subject) {
      return new Verdict.Broken(problem);
    }
  }
}
