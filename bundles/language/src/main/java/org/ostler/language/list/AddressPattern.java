// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.expansion.Scope;

/**
 * The pattern of a rewriting rule: one item of an address list, which may have colons. What its
 * wildcards stand for is left in the registers as {@code $1} onwards, and the address as {@code
 * $0}. Safe for many threads.
 */
public final class AddressPattern {
  private final Expandable text;
  private final @Nullable ItemList constant;
  private final ItemParser parser;

  AddressPattern(Expandable text, @Nullable ItemList constant, ItemParser parser) {
    this.text = text;
    this.constant = constant;
    this.parser = parser;
  }

  /** Tests an address; the case of its local part counts. */
  public Match test(Text address, Scope scope) throws InterruptedException {
    return switch (text.expand(scope)) {
      case Expansion.Value(Text value) ->
          (constant != null ? constant : parser.single(ListKind.ADDRESS, value))
              .test(Subject.capturing(address, scope))
              .match();
      case Expansion.ForcedFailure _ -> new Match.Unmatched();
      case Expansion.Failed(String message) -> new Match.Failed(message);
      case Expansion.Deferred(String message) -> new Match.Deferred(message);
    };
  }
}
