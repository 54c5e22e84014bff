// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.ostler.ocsp.OcspResponse.Unreadable;
import org.ostler.testing.tls.CertificateAuthority;

/** Any octets are judged or unreadable, and never throw otherwise. */
public final class OcspFuzz {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.root("root");
  private static final List<X509Certificate> CHAIN =
      List.of(AUTHORITY.server("mail.example").certificate(), AUTHORITY.certificate());

  private OcspFuzz() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] octets) {
    try {
      OcspResponse response = OcspResponse.read(octets);
      ResponseVerifier.judge(response, Subject.at(0, CHAIN), Instant.EPOCH);
      // What is for another certificate has a signature too.
      ResponseSigner.objection(response, AUTHORITY.certificate(), Instant.EPOCH);
    } catch (Unreadable e) {
      return;
    }
  }
}
