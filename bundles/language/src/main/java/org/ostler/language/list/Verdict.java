// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import org.jspecify.annotations.Nullable;
import org.ostler.api.list.MatchList.Match;

/** What one item, or a whole list, says about a subject. */
sealed interface Verdict {
  Verdict NO = new No(null);
  Match UNMATCHED = new Match.Unmatched();

  /**
   * It matches; {@code data} is what a lookup found or the item itself, null when nothing is said.
   */
  record Yes(@Nullable String data) implements Verdict {}

  /** It does not match; {@code data} is what an item with an exclamation mark said. */
  record No(@Nullable String data) implements Verdict {}

  /**
   * A host's name or address is needed and there is none: the list's own flags say what that means.
   */
  record Unknown(String reason) implements Verdict {}

  /** Nothing can be said now. */
  record Later(String reason) implements Verdict {}

  /** The item makes no sense. */
  record Broken(String reason) implements Verdict {}

  default Match match() {
    return switch (this) {
      case Yes yes -> new Match.Matched(yes.data());
      case No no when no.data() != null -> new Match.Unmatched(no.data());
      case No _, Unknown _ -> UNMATCHED;
      case Later later -> new Match.Deferred(later.reason());
      case Broken broken -> new Match.Failed(broken.reason());
    };
  }
}
