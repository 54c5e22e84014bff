// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what TLSA records have whole. The octets come from outside. */
final class Der {
  private static final List<String> KEYS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA");

  private Der() {}

  /** The certificate; null when the octets are none. */
  static @Nullable X509Certificate certificate(byte[] octets) {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(octets);
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      return in.available() == 0 ? (X509Certificate) certificate : null;
    } catch (CertificateException malformed) {
      return null;
    }
  }

  /** The key of a SubjectPublicKeyInfo; null when the octets are none, or of an unknown kind. */
  static @Nullable PublicKey key(byte[] octets) {
    for (String kind : KEYS) {
      try {
        return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(octets));
      } catch (GeneralSecurityException ofAnotherKind) {
        // The next one.
      }
    }
    return null;
  }
}
