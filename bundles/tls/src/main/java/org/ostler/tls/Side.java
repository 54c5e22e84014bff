// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsSession;

/** Our side of a handshake. */
interface Side {
  /** Why it ended, if it did. */
  Trouble trouble();

  /** What it settled; null until it is complete. */
  @Nullable TlsSession session();
}
