// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;

/** TLSA records of certificates. */
final class Records {
  private Records() {}

  static TlsaRecords of(String... texts) {
    return TlsaRecords.usable(Arrays.asList(texts));
  }

  /** A record that matches the certificate. */
  static String tlsa(int usage, int selector, int matching, X509Certificate certificate) {
    try {
      byte[] selected =
          selector == 0 ? certificate.getEncoded() : certificate.getPublicKey().getEncoded();
      byte[] data =
          matching == 0
              ? selected
              : MessageDigest.getInstance(matching == 1 ? "SHA-256" : "SHA-512").digest(selected);
      return usage + " " + selector + " " + matching + " " + HexFormat.of().formatHex(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
