// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;

/**
 * A list whose items, separated by colons, match as a whole, or always ({@code *}), or negated
 * ({@code !}); a host given with its name matches by either.
 */
public record MemoryMatchList(String source) implements MatchList {
  @Override
  public Match test(String subject, MailView mail) {
    for (String item : source.split("\\s*:\\s*")) {
      boolean negated = item.startsWith("!");
      String plain = negated ? item.substring(1).strip() : item;
      if (plain.equals("*") || plain.equalsIgnoreCase(subject) || isPart(plain, subject)) {
        return negated ? new Match.Unmatched() : new Match.Matched(null);
      }
    }
    return new Match.Unmatched();
  }

  private static boolean isPart(String item, String host) {
    int bracket = host.indexOf(" [");
    return bracket > 0
        && (item.equalsIgnoreCase(host.substring(0, bracket))
            || item.equals(host.substring(bracket + 2, host.length() - 1)));
  }
}
