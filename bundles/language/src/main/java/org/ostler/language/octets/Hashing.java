// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Digests of octet strings, and Exim's small hashes. */
public final class Hashing {
  private static final String CODES =
      "abcdefghijklmnopqrtsuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  /** How many letters a hash may be made of. */
  public static final int LETTERS = CODES.length();

  private static final int[] PRIMES = {
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113
  };

  private static final Map<String, String> MACS = Map.of("md5", "HmacMD5", "sha1", "HmacSHA1");

  private Hashing() {}

  /** The digest in lower case hexadecimal. */
  public static String hex(String algorithm, String text) {
    return HexFormat.of().formatHex(digest(algorithm, text));
  }

  /** The digest. */
  public static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm)
          .digest(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  /**
   * The keyed digest in lower case hexadecimal; null when the algorithm is none of the language.
   */
  public static @Nullable String hmac(String algorithm, String key, String text) {
    String name = MACS.get(algorithm);
    if (name == null) {
      return null;
    }
    // RFC 2104 §2: keys are padded with zeros, so one zero is the empty key, which the JDK refuses.
    byte[] secret = key.isEmpty() ? new byte[1] : key.getBytes(StandardCharsets.ISO_8859_1);
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(secret, name));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }

  /** Folds a text to {@code length} letters out of the first {@code base}; a shorter text stays. */
  public static String letters(String text, int length, int base) {
    if (length >= text.length()) {
      return text;
    }
    int[] folded = new int[Math.max(1, length)];
    for (int i = 0; i < length; i++) {
      folded[i] = text.charAt(i);
    }
    int target = 0;
    for (int j = length; j < text.length(); j++) {
      int c = text.charAt(j);
      int shift = (c + j) & 7;
      folded[target] = (folded[target] ^ (c << shift) ^ (c >> (8 - shift))) & 0xff;
      target = target + 1 >= length ? 0 : target + 1;
    }
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      out.append(CODES.charAt(folded[i] % base));
    }
    return out.toString();
  }

  /**
   * One number below {@code first}, or two of which the second is below {@code second}; -1 stands
   * for none.
   */
  public static String numeric(String text, int first, int second) {
    long total = 0;
    int prime = -1;
    for (int i = 0; i < text.length(); i++) {
      if (prime < 0) {
        prime = PRIMES.length - 1;
      }
      total += (long) PRIMES[prime--] * text.charAt(i);
    }
    if (second < 0) {
      return Long.toString(total % first);
    }
    long both = total % ((long) first * second);
    return both / second + "/" + both % second;
  }
}
