// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import org.ostler.core.mail.Connection;

/**
 * Finds the peer's name by reverse lookup and notes it, or why there is none, in the connection.
 */
@FunctionalInterface
public interface HostLookup {
  void find(Connection connection) throws InterruptedException;
}
