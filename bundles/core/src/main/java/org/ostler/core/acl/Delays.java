// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.time.Duration;
import org.ostler.core.mail.Situation;

/** Imposes {@code delay}. */
@FunctionalInterface
public interface Delays {
  /**
   * Waits. Output that waits for the peer is sent first, unless {@code control = no_delay_flush}.
   *
   * @throws InterruptedException when the session is to end
   */
  void pause(Duration time, Situation situation) throws InterruptedException;

  /** Waits and knows no output. */
  Delays PLAIN = (time, situation) -> Thread.sleep(time);
}
