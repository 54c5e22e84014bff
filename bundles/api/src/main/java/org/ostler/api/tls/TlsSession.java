// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake settled.
 *
 * @param version {@code TLS1.2} or {@code TLS1.3}
 * @param cipher the cipher suite
 * @param peerCertificates what the peer sent, its own first; empty when it sent none
 * @param verified whether the peer's certificate was asked for and found good
 * @param verifyError why it was not; null when it was, or when nobody looked
 * @param sni the name in the client's server_name (RFC 6066 §3), as sent; null for none
 * @param alpn the protocol agreed on (RFC 7301); null for none
 * @param resumption the bits {@code RESUME_...}
 * @param ocsp what became of a request for a proof by OCSP
 * @param ourCertificate what we sent as our own; null for none
 */
public record TlsSession(
    String version,
    Cipher cipher,
    List<X509Certificate> peerCertificates,
    boolean verified,
    @Nullable String verifyError,
    @Nullable String sni,
    @Nullable String alpn,
    int resumption,
    OcspState ocsp,
    @Nullable X509Certificate ourCertificate) {
  /** Resumption exists on our side, whether or not it is allowed. */
  public static final int RESUME_SUPPORTED = 1;

  /** The client asked for what resumption needs: a ticket. */
  public static final int RESUME_CLIENT_REQUESTED = 2;

  /** The client offered an earlier session. */
  public static final int RESUME_CLIENT_SUGGESTED = 4;

  /** The server gave something to resume by: a ticket or a session id. */
  public static final int RESUME_SERVER_TICKET = 8;

  /** This is an earlier session, resumed. */
  public static final int RESUME_USED = 16;

  public TlsSession {
    peerCertificates = List.copyOf(peerCertificates);
  }

  /** Whether an earlier session was resumed. */
  public boolean isResumed() {
    return (resumption & RESUME_USED) != 0;
  }

  /** The peer's own certificate; null when it sent none. */
  public @Nullable X509Certificate peerCertificate() {
    return peerCertificates.isEmpty() ? null : peerCertificates.getFirst();
  }

  /** The subject of the peer's certificate (RFC 4514); null without one. */
  public @Nullable String peerDn() {
    X509Certificate certificate = peerCertificate();
    return certificate == null ? null : DistinguishedName.of(certificate.getSubjectX500Principal());
  }

  /** As Exim shows it: {@code TLS1.3:TLS_AES_256_GCM_SHA384:256}. */
  public String cipherText() {
    return version + ":" + cipher.name() + ":" + cipher.bits();
  }

  /**
   * A cipher suite.
   *
   * @param name its name in OpenSSL, such as {@code ECDHE-RSA-AES256-GCM-SHA384}
   * @param standardName its name in IANA's registry
   * @param bits the strength of the cipher's key
   */
  public record Cipher(String name, String standardName, int bits) {}
}
