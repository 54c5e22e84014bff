// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import org.ostler.core.filter.sieve.SieveNotice;
import org.ostler.core.mail.Situation;

/** Writes to people about errors that routers met, and for filters. Safe for many threads. */
public interface Notices {
  /**
   * Queues a letter.
   *
   * @param to addresses separated by commas
   * @param about the message in hand
   */
  void send(String to, String subject, String text, Situation about) throws InterruptedException;

  /** Queues what a user's Sieve filter has to say about the message in hand. */
  void send(SieveNotice notice, Situation about) throws InterruptedException;
}
