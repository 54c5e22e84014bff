// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/** A transport whose mailboxes may be full. */
public interface Roomy {
  /**
   * Whether the quota of the address's mailbox lets in a message of {@code length} octets. What
   * else could stop the delivery is not looked at. Safe for many threads; reads directories.
   */
  boolean hasRoom(Situation situation, Address address, long length) throws InterruptedException;
}
