// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsSession;

/**
 * TLS towards a host, for {@code $tls_out_...} and the log.
 *
 * @param session what the handshake settled; null while it has not
 * @param sni the name that we asked for
 * @param tlsaUsages the bits of the usages of DANE's records
 * @param dane whether the certificate was judged by them
 * @param shown the certificate of the peer's path that is being judged; null for the session's
 */
public record OutgoingTls(
    @Nullable TlsSession session,
    @Nullable String sni,
    int tlsaUsages,
    boolean dane,
    @Nullable X509Certificate shown) {
  /** Whether the server's certificate was found good. */
  public boolean verified() {
    return session != null && session.verified();
  }

  /** Whether it was found good by DANE. */
  public boolean verifiedByDane() {
    return dane && verified();
  }

  /** The server's certificate. */
  public @Nullable X509Certificate peerCertificate() {
    return shown != null || session == null ? shown : session.peerCertificate();
  }
}
