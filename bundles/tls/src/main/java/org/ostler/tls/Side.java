// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.ProtocolName;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsSession;

/** Our side of a handshake. */
interface Side {
  /** Why it ended, if it did. */
  Trouble trouble();

  /** What it settled; null until it is complete. */
  @Nullable TlsSession session();

  /** Protocols of ALPN as BouncyCastle wants them; null for none. */
  static @Nullable Vector<ProtocolName> protocols(List<String> alpn) {
    Vector<ProtocolName> names = new Vector<>();
    alpn.forEach(name -> names.add(ProtocolName.asUtf8Encoding(name)));
    return names.isEmpty() ? null : names;
  }
}
