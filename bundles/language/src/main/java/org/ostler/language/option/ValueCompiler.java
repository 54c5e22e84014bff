// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.option;

import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.expansion.ListKind;

/**
 * Compiles what options hold beyond plain values: strings that are expanded and lists that are
 * matched.
 */
public interface ValueCompiler {
  Expandable string(String source) throws InvalidArgument;

  MatchList list(ListKind kind, String source) throws InvalidArgument;
}
