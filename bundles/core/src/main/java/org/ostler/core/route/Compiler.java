// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.Set;
import java.util.function.Function;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.expansion.Privilege;

/**
 * Compiles text of the language that stands inside other options: items of a route list, {@code set
 * =}.
 */
public interface Compiler {
  /** A string to expand later. */
  Expandable expandable(String text) throws InvalidArgument;

  /** Compiles strings of a filter that may not do this. */
  Function<String, Expandable> without(Set<Privilege> refused);

  /** A list to match later. */
  MatchList list(ListKind kind, String text) throws InvalidArgument;
}
