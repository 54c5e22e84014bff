// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The digest of CRAM-MD5 (RFC 2195). */
final class CramMd5 {
  private CramMd5() {}

  /** The digest of a challenge in hexadecimal (RFC 2195 §2). */
  static String digest(String secret, String challenge) {
    try {
      // A key of no octets is the same as one of a NUL: both are filled up with NULs (RFC 2104 §2).
      byte[] key = secret.isEmpty() ? new byte[1] : secret.getBytes(StandardCharsets.ISO_8859_1);
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
