// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import org.ostler.core.mail.Connection;

/**
 * Turns a plain link into one under TLS, once the peer has heard the 220 to its STARTTLS (RFC
 * 3207). The session has dropped what the peer pipelined behind STARTTLS before it calls this, and
 * forgets what it knew of the peer after it.
 */
@FunctionalInterface
public interface TlsStart {
  /** Shakes hands; notes the cipher in the connection. An IOException ends the session. */
  Link start(Link plain, Connection connection) throws IOException;
}
