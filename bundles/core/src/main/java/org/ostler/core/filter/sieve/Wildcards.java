// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

/**
 * A pattern with {@code *} and {@code ?} (RFC 5228 §2.7.1) at work on one text. After each star,
 * the first place where the part up to the next one fits is as good as any later one; so nothing is
 * tried twice but for one part.
 */
final class Wildcards {
  private final String pattern;
  private final String text;
  private final Effort effort;
  private final int line;

  Wildcards(String pattern, String text, Effort effort, int line) {
    this.pattern = pattern;
    this.text = text;
    this.effort = effort;
    this.line = line;
  }

  boolean match() throws BadSieve {
    int star = -1;
    int from = 0;
    int at = 0;
    int here = 0;
    while (true) {
      effort.look(1, line);
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = ++at;
        from = here;
        if (at == pattern.length()) {
          return true;
        }
        continue;
      }
      int next = at == pattern.length() ? -1 : fits(at, here);
      if (at == pattern.length() && here == text.length()) {
        return true;
      }
      if (next >= 0) {
        at = next;
        here++;
        continue;
      }
      if (star < 0 || from >= text.length()) {
        return false;
      }
      at = star;
      here = ++from;
    }
  }

  /** Where the pattern goes on when the octet here is what it wants; -1 when it is not. */
  private int fits(int at, int here) throws BadSieve {
    char wanted = pattern.charAt(at);
    int next = at + 1;
    if (wanted == '\\') {
      if (next == pattern.length()) {
        throw new BadSieve("syntactically invalid pattern", line);
      }
      wanted = pattern.charAt(next++);
    } else if (wanted == '?') {
      return here < text.length() ? next : -1;
    }
    return here < text.length() && text.charAt(here) == wanted ? next : -1;
  }
}
