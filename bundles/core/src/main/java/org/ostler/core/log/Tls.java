// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.api.tls.TlsSession;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.OutgoingTls;
import org.ostler.core.mail.TlsRemarks;

/**
 * TLS of a session, as lines show it.
 *
 * @param cipher with the protocol, as in {@code TLS1.3:TLS_AES_256_GCM_SHA384:256}
 * @param verified {@code yes}, {@code no} or {@code dane}
 * @param peerDn the peer certificate's subject, or null
 * @param sni the name that the client asked for, or null
 * @param resumed whether an earlier session was resumed
 */
public record Tls(
    String cipher,
    String verified,
    @Nullable String peerDn,
    @Nullable String sni,
    boolean resumed) {
  /** What the connection knows; null without TLS. */
  public static @Nullable Tls of(Connection peer) {
    String cipher = peer.tlsCipher;
    if (cipher == null) {
      return null;
    }
    String verified = remark(peer, TlsRemarks.VERIFIED);
    return new Tls(
        cipher,
        "1".equals(verified) ? "yes" : "no",
        remark(peer, TlsRemarks.PEER_DN),
        remark(peer, TlsRemarks.SNI),
        "yes".equals(remark(peer, TlsRemarks.RESUMED)));
  }

  /** TLS towards a host; null without. */
  public static @Nullable Tls of(@Nullable OutgoingTls out) {
    TlsSession session = out == null ? null : out.session();
    if (out == null || session == null) {
      return null;
    }
    return new Tls(
        session.cipherText(),
        out.verifiedByDane() ? "dane" : out.verified() ? "yes" : "no",
        session.peerDn(),
        out.sni(),
        session.isResumed());
  }

  private static @Nullable String remark(Connection peer, String name) {
    Text text = peer.remarks.get(name);
    return text == null || text.isEmpty() ? null : text.value();
  }
}
