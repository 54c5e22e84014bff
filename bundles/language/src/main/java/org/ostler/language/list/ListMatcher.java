// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.Environment;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.expansion.Scope;

/** Matches lists that are known only at run time, for {@code match_domain} and its relatives. */
public final class ListMatcher implements Environment.ListCall {
  private final ListCompiler lists;

  public ListMatcher(ListCompiler lists) {
    this.lists = lists;
  }

  /**
   * A host is an IP address here, and items that need a name do not match: this is {@code
   * match_ip}.
   */
  @Override
  public Match match(ListKind kind, Text subject, Text list, Scope scope)
      throws InterruptedException {
    return lists.parsed(kind, list).test(subject(kind, subject, scope)).match();
  }

  @Override
  public Environment.KeptList keep(ListKind kind, Text list) {
    ItemList items = lists.parsed(kind, list);
    return (subject, scope) -> items.test(subject(kind, subject, scope)).match();
  }

  private static Subject subject(ListKind kind, Text text, Scope scope) {
    return kind == ListKind.HOST
        ? Subject.host(scope.registers().lastHost.parse(text.value()), "", true, scope)
        : Subject.of(kind, text, true, scope);
  }

  @Override
  public Optional<String> named(@Nullable ListKind kind, String name) {
    for (ListKind each : kind == null ? List.of(ListKind.values()) : List.of(kind)) {
      CompiledList list = lists.named(each, name);
      if (list != null) {
        return Optional.of(list.source());
      }
    }
    return Optional.empty();
  }
}
