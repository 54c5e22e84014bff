// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.security.cert.X509Certificate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.OcspState;
import org.ostler.api.tls.TlsSession;
import org.ostler.core.mail.OutgoingTls;
import org.ostler.core.mail.Situation;
import org.ostler.core.mail.TlsRemarks;

/** {@code $tls_out_...}: TLS towards the host that a transport talks to, or delivered to. */
final class OutgoingTlsVariables {
  private OutgoingTlsVariables() {}

  static Table table() {
    return new Table()
        .trusted("tls_out_bits", ofSession(0, session -> session.cipher().bits()))
        .trusted("tls_out_certificate_verified", of(0, tls -> tls.verified() ? 1 : 0))
        .trusted("tls_out_cipher", ofSession("", TlsSession::cipherText))
        .trusted("tls_out_cipher_std", ofSession("", session -> session.cipher().standardName()))
        .trusted("tls_out_dane", of("no", tls -> tls.verifiedByDane() ? "yes" : "no"))
        .trusted(
            "tls_out_ocsp",
            ofSession(OcspState.NOT_REQUESTED.ordinal(), session -> session.ocsp().ordinal()))
        .trusted("tls_out_ourcert", ofSession("", session -> shown(session.ourCertificate())))
        .trusted(
            "tls_out_ourcert" + TlsRemarks.PEM,
            ofSession("", session -> pem(session.ourCertificate())))
        .trusted("tls_out_peercert", of("", tls -> shown(tls.peerCertificate())))
        .tainted("tls_out_peercert" + TlsRemarks.PEM, of("", tls -> pem(tls.peerCertificate())))
        .tainted("tls_out_peerdn", ofSession("", TlsSession::peerDn))
        .trusted("tls_out_resumption", ofSession(0, TlsSession::resumption))
        .tainted("tls_out_sni", of("", OutgoingTls::sni))
        .trusted("tls_out_tlsa_usage", of(0, OutgoingTls::tlsaUsages))
        .trusted("tls_out_ver", ofSession("", TlsSession::version));
  }

  private static Function<Situation, @Nullable String> of(
      Object without, Function<OutgoingTls, @Nullable Object> value) {
    return situation -> {
      OutgoingTls tls = situation.tlsOut;
      Object known = tls == null ? null : value.apply(tls);
      return String.valueOf(known == null ? without : known);
    };
  }

  private static Function<Situation, @Nullable String> ofSession(
      Object without, Function<TlsSession, @Nullable Object> value) {
    return of(
        without,
        tls -> {
          TlsSession session = tls.session();
          return session == null ? null : value.apply(session);
        });
  }

  private static @Nullable String pem(@Nullable X509Certificate certificate) {
    return certificate == null ? null : TlsRemarks.pem(certificate);
  }

  /** Exim's word for a certificate where text is wanted. */
  private static @Nullable String shown(@Nullable X509Certificate certificate) {
    return certificate == null ? null : "<cert>";
  }
}
