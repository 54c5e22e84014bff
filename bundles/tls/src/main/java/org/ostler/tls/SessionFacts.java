// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsContext;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.OcspState;
import org.ostler.api.tls.TlsSession;

/** What a handshake has found out so far. Confined to its thread. */
final class SessionFacts {
  List<X509Certificate> peerCertificates = List.of();
  boolean verified;
  @Nullable String verifyError;
  @Nullable String sni;
  int resumption;
  OcspState ocsp = OcspState.NOT_REQUESTED;
  @Nullable X509Certificate ourCertificate;

  TlsSession session(TlsContext context) {
    SecurityParameters agreed = context.getSecurityParametersConnection();
    ProtocolName alpn = agreed.getApplicationProtocol();
    Suite suite = Suite.of(agreed.getCipherSuite());
    if (suite == null) {
      throw new IllegalStateException("a suite that was not offered: " + agreed.getCipherSuite());
    }
    return new TlsSession(
        agreed.getNegotiatedVersion().equals(ProtocolVersion.TLSv13) ? "TLS1.3" : "TLS1.2",
        suite.shown(),
        peerCertificates,
        verified,
        verifyError,
        sni,
        alpn == null ? null : alpn.getUtf8Decoding(),
        resumption,
        ocsp,
        ourCertificate);
  }
}
