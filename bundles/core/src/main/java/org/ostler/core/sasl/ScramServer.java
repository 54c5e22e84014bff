// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.sasl;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The server's part of SCRAM (RFC 5802 §3 and §7), without channel binding. One exchange, one
 * thread. Octet strings: each char is one octet; whatever a client says gives null where it is
 * wrong, and never an exception.
 */
public final class ScramServer {
  private final ScramHash hash;
  private final String user;
  private final String authorization;
  private final String header;
  private final String bare;
  private final String clientNonce;
  private String challenge = "";
  private String nonce = "";

  private ScramServer(ScramHash hash, String header, String authorization, String[] bare) {
    this.hash = hash;
    this.header = header;
    this.authorization = authorization;
    this.user = bare[0];
    this.clientNonce = bare[1];
    this.bare = bare[2];
  }

  /** Begins with the client's first message; null when that is none. */
  public static @Nullable ScramServer begin(ScramHash hash, String message) {
    String[] pieces = message.split(",", 3);
    // "p=" wants a binding to the channel, which was not offered; "y" means that the client could.
    if (pieces.length < 3 || !pieces[0].equals("n") && !pieces[0].equals("y")) {
      return null;
    }
    String asked = ScramText.value(pieces[1], 'a');
    String authorization = asked == null ? "" : ScramText.name(asked);
    if (authorization == null || asked == null && !pieces[1].isEmpty()) {
      return null;
    }
    String[] bare = bare(pieces[2]);
    String header = pieces[0] + "," + pieces[1] + ",";
    return bare == null ? null : new ScramServer(hash, header, authorization, bare);
  }

  /** User, nonce, and the whole; extensions after them are passed over, mandatory ones refused. */
  private static String @Nullable [] bare(String text) {
    String[] pieces = text.split(",", -1);
    if (pieces.length < 2) {
      return null;
    }
    String written = ScramText.value(pieces[0], 'n');
    String nonce = ScramText.value(pieces[1], 'r');
    String name = written == null ? null : ScramText.name(written);
    String user = name == null ? null : SaslPrep.prepare(name);
    return user == null || nonce == null || !ScramText.isNonce(nonce)
        ? null
        : new String[] {user, nonce, text};
  }

  /** The prepared user name. */
  public String user() {
    return user;
  }

  /** Whom the user wants to act for, or empty. */
  public String authorization() {
    return authorization;
  }

  /** The server's first message; {@code addition} is a text that nobody can foresee. */
  public String challenge(String addition, byte[] salt, int iterations) {
    nonce = clientNonce + addition;
    challenge = "r=" + nonce + ",s=" + ScramText.base64(salt) + ",i=" + iterations;
    return challenge;
  }

  /**
   * Judges the client's last message: the server's last message, or null when the client does not
   * know the password.
   */
  public @Nullable String judge(String message, ScramKeys keys) {
    int last = message.lastIndexOf(",p=");
    if (last < 0) {
      return null;
    }
    String withoutProof = message.substring(0, last);
    String[] pieces = withoutProof.split(",", -1);
    byte[] proof = ScramText.octets(message.substring(last + 3));
    if (proof == null || proof.length != hash.octets() || pieces.length < 2) {
      return null;
    }
    // The binding repeats the header of the first message, so that nobody between can change it.
    byte[] binding = header.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    if (!pieces[0].equals("c=" + ScramText.base64(binding)) || !pieces[1].equals("r=" + nonce)) {
      return null;
    }
    String whole = bare + "," + challenge + "," + withoutProof;
    byte[] clientKey = hash.hmac(keys.stored(), whole);
    ScramHash.mix(clientKey, proof);
    boolean knows = MessageDigest.isEqual(hash.hash(clientKey), keys.stored());
    Arrays.fill(clientKey, (byte) 0);
    return knows ? "v=" + ScramText.base64(hash.hmac(keys.server(), whole)) : null;
  }
}
