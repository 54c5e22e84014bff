// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.expansion.Privilege;
import org.ostler.testing.mail.MemoryExpandable;

/** Compiles plain lists and variables: all that tests of routing and retrying write. */
public final class TestCompiler implements Compiler {
  @Override
  public Expandable expandable(String text) {
    return new MemoryExpandable(text);
  }

  @Override
  public Function<String, Expandable> without(Set<Privilege> refused) {
    return MemoryExpandable::new;
  }

  @Override
  public MatchList list(ListKind kind, String text) {
    return new PlainList(text);
  }

  /** Items are {@code *}, {@code *.domain}, a domain, an address, each possibly negated. */
  record PlainList(String source) implements MatchList {
    @Override
    public Match test(String subject, MailView mail) {
      List<String> items = ListText.items(source);
      for (String item : items) {
        boolean negated = item.startsWith("!");
        String pattern = (negated ? item.substring(1).strip() : item).toLowerCase(Locale.ROOT);
        if (fits(pattern, subject.toLowerCase(Locale.ROOT))) {
          return negated ? new Match.Unmatched() : new Match.Matched(null);
        }
      }
      boolean rest = !items.isEmpty() && items.getLast().startsWith("!");
      return rest ? new Match.Matched(null) : new Match.Unmatched();
    }

    private static boolean fits(String pattern, String subject) {
      if (pattern.equals("*") || pattern.equals(subject)) {
        return true;
      }
      int at = subject.lastIndexOf('@');
      String domain = subject.substring(at + 1);
      return pattern.startsWith("*.")
          ? domain.endsWith(pattern.substring(1))
          : pattern.indexOf('@') < 0 && at >= 0 && pattern.equals(domain);
    }
  }
}
