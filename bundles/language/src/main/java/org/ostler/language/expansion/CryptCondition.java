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
  /** Octets of the salt, of a hash with it, and of a password, in the crypt of old. */
  private static final int SALT = 2;

  private static final int HASH = 13;
  private static final int PASSWORD = 8;

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
      return crypted16(text, stored.substring(9));
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

  /**
   * Sixteen characters of a password: eight hashed as always, and eight more with the first two
   * octets of that hash for their salt, which are not told again.
   */
  private static boolean crypted16(String text, String stored) {
    if (stored.length() < SALT) {
      return false;
    }
    try {
      String hash = crypt(text, stored).substring(0, HASH);
      String more =
          text.length() > PASSWORD
              ? crypt(text.substring(PASSWORD), hash.substring(SALT, 2 * SALT))
                  .substring(SALT, HASH)
              : "";
      return stored.equals(hash + more);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String crypt(String text, String salt) {
    return Crypt.crypt(text.getBytes(StandardCharsets.ISO_8859_1), salt);
  }

  private static boolean crypted(String text, String stored) {
    if (stored.isEmpty()) {
      return false;
    }
    try {
      return crypt(text, stored).equals(stored);
    } catch (IllegalArgumentException e) {
      // The C function gives no match for a hash that is none.
      return false;
    }
  }
}
