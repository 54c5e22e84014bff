// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

/** How much a script may still do, so that none holds a delivery. */
final class Effort {
  /** Octets looked at: some tenths of a second. */
  private static final long MOST_OCTETS = 100_000_000;

  private static final int MOST_REDIRECTS = 100;
  private static final int MOST_FOLDERS = 100;
  private static final int MOST_NOTIFICATIONS = 20;

  private long octets = MOST_OCTETS;
  private int redirects = MOST_REDIRECTS;
  private int folders = MOST_FOLDERS;
  private int notifications = MOST_NOTIFICATIONS;

  /** Octets are going to be looked at. */
  void look(long count, int line) throws BadSieve {
    octets -= count;
    if (octets < 0) {
      throw new BadSieve("script compares too much", line);
    }
  }

  /** RFC 5228 §4.2 wants redirects limited. */
  void redirect(int line) throws BadSieve {
    if (--redirects < 0) {
      throw new BadSieve("more than " + MOST_REDIRECTS + " redirects", line);
    }
  }

  void folder(int line) throws BadSieve {
    if (--folders < 0) {
      throw new BadSieve("more than " + MOST_FOLDERS + " folders", line);
    }
  }

  void notification(int line) throws BadSieve {
    if (--notifications < 0) {
      throw new BadSieve("more than " + MOST_NOTIFICATIONS + " notifications", line);
    }
  }
}
