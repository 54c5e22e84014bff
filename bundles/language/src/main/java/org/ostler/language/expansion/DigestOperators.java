// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.ostler.language.octets.Hashing;

/** Operators that give digests; all but md5 in upper case. */
final class DigestOperators {
  private static final Map<String, String> SHA2 =
      Map.of("", "SHA-256", "_256", "SHA-256", "_384", "SHA-384", "_512", "SHA-512");

  private static final Map<String, String> SHA3 =
      Map.of(
          "",
          "SHA3-256",
          "_224",
          "SHA3-224",
          "_256",
          "SHA3-256",
          "_384",
          "SHA3-384",
          "_512",
          "SHA3-512");

  private DigestOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    operators.put("md5", Operators.simple(text -> Hashing.hex("MD5", text)));
    operators.put("sha1", Operators.simple(text -> upper("SHA-1", text)));
    operators.put("sha256", Operators.simple(text -> upper("SHA-256", text)));
    operators.put("sha2", variants(SHA2, "unrecognised sha2 variant"));
    operators.put("sha3", variants(SHA3, "unrecognised sha3 variant"));
  }

  private static Operators.Pure variants(Map<String, String> algorithms, String unknown) {
    return new Operators.Pure(
        (text, suffix) -> {
          String algorithm = algorithms.get(suffix);
          if (algorithm == null) {
            throw Stop.failed(unknown);
          }
          return upper(algorithm, text);
        });
  }

  private static String upper(String algorithm, String text) {
    return HexFormat.of().formatHex(Hashing.digest(algorithm, text)).toUpperCase(Locale.ROOT);
  }
}
