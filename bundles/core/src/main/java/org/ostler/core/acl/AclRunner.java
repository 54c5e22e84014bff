// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.api.acl.Phase;
import org.ostler.core.mail.Situation;

/**
 * Runs the list that the configuration names for a phase, or the phase's default when it names
 * none.
 */
public interface AclRunner {
  /** Whether the configuration has a list for the phase. */
  boolean isSet(Phase phase);

  /**
   * Runs it with {@code situation.phase} set to the phase; the address in hand is {@code
   * situation.addressee()}.
   */
  Decision run(Phase phase, Situation situation) throws InterruptedException;
}
