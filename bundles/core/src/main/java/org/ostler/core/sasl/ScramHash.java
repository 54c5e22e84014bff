// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions that SCRAM is defined with (RFC 5802 §2.2, RFC 7677). */
public enum ScramHash {
  SHA_1("SCRAM-SHA-1", "SHA-1", "HmacSHA1", 20),
  SHA_256("SCRAM-SHA-256", "SHA-256", "HmacSHA256", 32);

  private final String mechanism;
  private final String digest;
  private final String mac;
  private final int octets;

  ScramHash(String mechanism, String digest, String mac, int octets) {
    this.mechanism = mechanism;
    this.digest = digest;
    this.mac = mac;
    this.octets = octets;
  }

  /** The one that a mechanism uses, whatever the case of its name. */
  public static Optional<ScramHash> of(String mechanism) {
    String upper = mechanism.toUpperCase(Locale.ROOT);
    for (ScramHash hash : values()) {
      if (hash.mechanism.equals(upper)) {
        return Optional.of(hash);
      }
    }
    return Optional.empty();
  }

  /** How long its results are. */
  public int octets() {
    return octets;
  }

  byte[] hash(byte[] data) {
    try {
      return MessageDigest.getInstance(digest).digest(data);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  byte[] hmac(byte[] key, String text) {
    return keyed(key).doFinal(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * {@code Hi()} of RFC 5802 §2.2.
   *
   * @param password prepared, each char one octet
   * @param iterations at least 1; each costs about a microsecond
   */
  public byte[] salted(String password, byte[] salt, int iterations) {
    // A key of no octets is the same as one of a NUL: both are filled up with NULs (RFC 2104 §2).
    String key = password.isEmpty() ? "\0" : password;
    Mac keyed = keyed(key.getBytes(StandardCharsets.ISO_8859_1));
    keyed.update(salt);
    byte[] last = keyed.doFinal(new byte[] {0, 0, 0, 1});
    byte[] sum = last.clone();
    for (int i = 1; i < iterations; i++) {
      last = keyed.doFinal(last);
      mix(sum, last);
    }
    return sum;
  }

  private Mac keyed(byte[] key) {
    try {
      Mac keyed = Mac.getInstance(mac);
      keyed.init(new SecretKeySpec(key, mac));
      return keyed;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Exclusive or, into the first. */
  static void mix(byte[] into, byte[] other) {
    for (int i = 0; i < into.length; i++) {
      into[i] ^= other[i];
    }
  }
}
