// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a connection is made.
 *
 * @param events hears of it
 * @param handshake puts it under TLS; null when that is not to be
 */
record Opening(ConnectionEvents events, @Nullable TlsHandshake handshake) {
  /** Of connections that nobody hears of, in clear. */
  static final Opening PLAIN = new Opening(ConnectionEvents.NONE, null);
}
