// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.Set;
import java.util.function.Function;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.rewrite.RewriteRules;
import org.ostler.core.route.Compiler;
import org.ostler.language.expansion.ExpansionCompiler;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.expansion.Privilege;
import org.ostler.language.list.AddressPattern;
import org.ostler.language.list.ListCompiler;
import org.ostler.language.option.ValueCompiler;

/** Compiles what options hold, with the named lists of one configuration. */
final class Values implements ValueCompiler, Compiler, RewriteRules.Compiler {
  private final ExpansionCompiler expressions;
  private final ListCompiler lists;

  Values(ExpansionCompiler expressions, ListCompiler lists) {
    this.expressions = expressions;
    this.lists = lists;
  }

  @Override
  public Expandable string(String source) {
    return expressions.compile(source);
  }

  @Override
  public Expandable expandable(String text) {
    return expressions.compile(text);
  }

  @Override
  public Function<String, Expandable> without(Set<Privilege> refused) {
    return expressions.without(refused)::compile;
  }

  @Override
  public AddressPattern pattern(String source) throws InvalidArgument {
    return lists.pattern(source);
  }

  @Override
  public MatchList list(ListKind kind, String source) throws InvalidArgument {
    return lists.compile(kind, source);
  }
}
