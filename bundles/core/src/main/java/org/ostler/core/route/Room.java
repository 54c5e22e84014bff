// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/** Looks into the mailbox that an address was routed to ({@code verify = recipient/quota}). */
@FunctionalInterface
public interface Room {
  /** Whether the message in hand fits in; yes for what is not delivered into a mailbox here. */
  boolean isLeft(Address address, Situation situation) throws InterruptedException;
}
