// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.Crypt;
import org.ostler.language.octets.Hashing;
import org.ostler.language.text.Ascii;

/** {@code crypteq}: whether a text is the one that a password hash was made from. */
final class CryptCondition {
  private CryptCondition() {}

  static void addTo(Map<String, ConditionGrammar> conditions) {
    conditions.put(
        "crypteq",
        (parser, name) -> {
          List<Part> pair = Conditions.pair(parser, name, true);
          return run -> {
            String text = pair.getFirst().text(run).value();
            return matches(text, pair.getLast().text(run).value());
          };
        });
  }

  private static boolean matches(String text, String stored) throws Stop {
    String low = Ascii.lower(stored.length() > 9 ? stored.substring(0, 9) : stored);
    if (low.startsWith("{md5}")) {
      return digested("MD5", 16, text, stored.substring(5));
    }
    if (low.startsWith("{sha1}")) {
      return digested("SHA-1", 20, text, stored.substring(6));
    }
    if (low.startsWith("{crypt}")) {
      return crypted(text, stored.substring(7));
    }
    if (low.startsWith("{crypt16}")) {
      throw Stop.failed(
          "the encryption mechanism {crypt16} is not supported: no maintained library has it");
    }
    if (low.startsWith("{")) {
      throw Stop.failed("unknown encryption mechanism in \"" + stored + "\"");
    }
    return crypted(text, stored);
  }

  /** A digest in base 64, or in hexadecimal of either case. */
  private static boolean digested(String algorithm, int octets, String text, String stored) {
    byte[] digest = Hashing.digest(algorithm, text);
    if (stored.length() == 2 * octets) {
      return Hashing.hex(algorithm, text).equalsIgnoreCase(stored);
    }
    String base64 = new String(Base64.getEncoder().encode(digest), StandardCharsets.ISO_8859_1);
    return base64.equals(stored);
  }

  private static boolean crypted(String text, String stored) {
    if (stored.isEmpty()) {
      return false;
    }
    try {
      return Crypt.crypt(text.getBytes(StandardCharsets.ISO_8859_1), stored).equals(stored);
    } catch (IllegalArgumentException e) {
      // The C function gives no match for a hash that is none.
      return false;
    }
  }
}
