// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.option;

import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.language.expansion.ListKind;

/**
 * Leaves strings as they are, and makes lists that match nothing: enough to test how options are
 * read.
 */
public final class TextCompiler implements ValueCompiler {
  @Override
  public Expandable string(String source) {
    return new Expandable() {
      @Override
      public String source() {
        return source;
      }

      @Override
      public Expansion expand(MailView mail) {
        return Expansion.of(source);
      }
    };
  }

  @Override
  public MatchList list(ListKind kind, String source) {
    return new MatchList() {
      @Override
      public String source() {
        return source;
      }

      @Override
      public Match test(String subject, MailView mail) {
        return new Match.Unmatched();
      }
    };
  }
}
