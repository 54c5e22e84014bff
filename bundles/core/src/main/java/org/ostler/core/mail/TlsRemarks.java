// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.api.tls.TlsSession;

/**
 * What variables show of a session's TLS, as remarks of its connection, which are kept with its
 * messages.
 */
public final class TlsRemarks {
  public static final String SNI = "tls_in_sni";
  public static final String VERIFIED = "tls_in_certificate_verified";
  public static final String PEER_DN = "tls_in_peerdn";
  public static final String RESUMED = "tls_in_resumption_used";

  /** Behind the name of a variable that shows a certificate: the certificate itself, as PEM. */
  public static final String PEM = ":pem";

  private static final String PEER_CERTIFICATE = "tls_in_peercert";

  private TlsRemarks() {}

  /** Notes a session that has begun. */
  public static void note(Connection connection, TlsSession session) {
    connection.tlsCipher = session.cipherText();
    Map<String, Text> remarks = connection.remarks;
    remarks.put("tls_in_bits", Text.of(String.valueOf(session.cipher().bits())));
    remarks.put("tls_in_cipher_std", Text.of(session.cipher().standardName()));
    remarks.put("tls_in_ver", Text.of(session.version()));
    remarks.put(VERIFIED, Text.of(session.verified() ? "1" : "0"));
    remarks.put("tls_in_ocsp", Text.of(String.valueOf(session.ocsp().ordinal())));
    remarks.put("tls_in_resumption", Text.of(String.valueOf(session.resumption())));
    remarks.put(RESUMED, Text.of(session.isResumed() ? "yes" : ""));
    tainted(remarks, SNI, session.sni(), "the client's server_name");
    tainted(remarks, PEER_DN, session.peerDn(), "the client's certificate");
    certificate(remarks, PEER_CERTIFICATE, session.peerCertificate());
    certificate(remarks, "tls_in_ourcert", session.ourCertificate());
  }

  /** Whether the session is under TLS and its peer showed a good certificate. */
  public static boolean isVerified(Connection connection) {
    Text verified = connection.remarks.get(VERIFIED);
    return verified != null && verified.value().equals("1");
  }

  /** Notes the certificate of the peer's path that is being judged. */
  public static void notePeerCertificate(Connection connection, X509Certificate certificate) {
    certificate(connection.remarks, PEER_CERTIFICATE, certificate);
  }

  private static void tainted(
      Map<String, Text> remarks, String name, @Nullable String value, String source) {
    if (value != null) {
      remarks.put(name, Text.tainted(value, source));
    }
  }

  private static void certificate(
      Map<String, Text> remarks, String name, @Nullable X509Certificate certificate) {
    if (certificate != null) {
      remarks.put(name + PEM, Text.of(pem(certificate)));
    }
  }

  /** A certificate in PEM (RFC 7468 §5). */
  public static String pem(X509Certificate certificate) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + lines.encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was decoded", e);
    }
  }
}
