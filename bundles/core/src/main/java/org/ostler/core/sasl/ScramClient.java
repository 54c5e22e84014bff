// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The client's part of SCRAM (RFC 5802 §3 and §7), without channel binding. One exchange, one
 * thread. Octet strings: each char is one octet.
 */
public final class ScramClient {
  /** RFC 7677 §4; a server that asks for less makes the password cheap to guess for a listener. */
  static final int FEWEST_ITERATIONS = 4096;

  /** Some seconds of work: a server may not keep us busy for longer. */
  static final int MOST_ITERATIONS = 2_000_000;

  private final ScramHash hash;
  private final String header;
  private final String bare;
  private final String nonce;
  private byte[] expected = new byte[0];

  /**
   * An exchange of one user.
   *
   * @param user prepared
   * @param authorization whom the user wants to act for, or empty
   * @param nonce a printable text without commas that nobody can foresee
   */
  public ScramClient(ScramHash hash, String user, String authorization, String nonce) {
    this.hash = hash;
    this.nonce = nonce;
    this.header =
        "n," + (authorization.isEmpty() ? "" : "a=" + ScramText.written(authorization)) + ",";
    this.bare = "n=" + ScramText.written(user) + ",r=" + nonce;
  }

  /** The first message. */
  public String begin() {
    return header + bare;
  }

  /**
   * The answer to the server's first message; null when that is none, or asks for too little or too
   * much work.
   *
   * @param salting gives the salted password for a salt and a number of iterations
   */
  public @Nullable String answer(String challenge, BiFunction<byte[], Integer, byte[]> salting) {
    String[] pieces = challenge.split(",", -1);
    if (pieces.length < 3) {
      return null;
    }
    String both = ScramText.value(pieces[0], 'r');
    String salt64 = ScramText.value(pieces[1], 's');
    byte[] salt = salt64 == null ? null : ScramText.octets(salt64);
    int iterations = iterations(ScramText.value(pieces[2], 'i'));
    if (both == null || !both.startsWith(nonce) || both.length() == nonce.length()) {
      return null;
    }
    if (salt == null || !ScramText.isNonce(both) || iterations < 0) {
      return null;
    }
    byte[] salted = salting.apply(salt, iterations);
    String binding = ScramText.base64(header.getBytes(StandardCharsets.ISO_8859_1));
    String withoutProof = "c=" + binding + ",r=" + both;
    String whole = bare + "," + challenge + "," + withoutProof;
    ScramKeys keys = ScramKeys.of(hash, salted);
    expected = hash.hmac(keys.server(), whole);
    byte[] proof = ScramKeys.clientKey(hash, salted);
    ScramHash.mix(proof, hash.hmac(keys.stored(), whole));
    return withoutProof + ",p=" + ScramText.base64(proof);
  }

  private static int iterations(@Nullable String text) {
    if (text == null || !text.matches("[1-9][0-9]{3,6}")) {
      return -1;
    }
    int iterations = Integer.parseInt(text);
    return iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS ? -1 : iterations;
  }

  /** Whether the server's last message shows that it knows the user's keys. */
  public boolean isProved(String message) {
    String[] pieces = message.split(",", 2);
    String signature = ScramText.value(pieces[0], 'v');
    byte[] octets = signature == null ? null : ScramText.octets(signature);
    return octets != null && expected.length > 0 && MessageDigest.isEqual(expected, octets);
  }
}
