// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.io.IOException;
import java.time.Duration;
import org.ostler.core.mail.Connection;
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

  /** Sends what waits for the peer of the session, and waits. */
  Delays OF_SESSION =
      (time, situation) -> {
        Connection.Output output = situation.peer().output;
        if (output != null && !situation.envelope().controls.noDelayFlush) {
          try {
            output.flush();
          } catch (IOException gone) {
            // Nobody is there to be delayed; the next read or write of the session says so.
            return;
          }
        }
        Thread.sleep(time);
      };
}
