// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.sasl;

/**
 * What a server has to know of a user (RFC 5802 §3). Arrays are not to be changed.
 *
 * @param stored {@code StoredKey}
 * @param server {@code ServerKey}
 */
public record ScramKeys(byte[] stored, byte[] server) {
  /** The keys of a salted password. */
  public static ScramKeys of(ScramHash hash, byte[] salted) {
    return new ScramKeys(hash.hash(clientKey(hash, salted)), hash.hmac(salted, "Server Key"));
  }

  static byte[] clientKey(ScramHash hash, byte[] salted) {
    return hash.hmac(salted, "Client Key");
  }
}
