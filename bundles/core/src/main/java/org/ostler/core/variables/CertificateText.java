// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Certificates as variables show them. */
final class CertificateText {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private CertificateText() {}

  /** RFC 7468 §5. */
  static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + LINES.encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException impossible) {
      // It came out of octets.
      throw new IllegalStateException(impossible);
    }
  }
}
