// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;

/**
 * A list whose items, separated by colons, match as a whole, or always ({@code *}), or negated
 * ({@code !}).
 */
public record MemoryMatchList(String source) implements MatchList {
  @Override
  public Match test(String subject, MailView mail) {
    for (String item : source.split("\\s*:\\s*")) {
      boolean negated = item.startsWith("!");
      String plain = negated ? item.substring(1).strip() : item;
      if (plain.equals("*") || plain.equalsIgnoreCase(subject)) {
        return negated ? new Match.Unmatched() : new Match.Matched(null);
      }
    }
    return new Match.Unmatched();
  }
}
