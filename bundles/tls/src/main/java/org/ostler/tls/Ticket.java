// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.OfferedPsks;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.CryptoHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsCryptoUtils;
import org.bouncycastle.tls.crypto.TlsSecret;

/**
 * What a ticket of TLS 1.3 stands for (RFC 8446 §4.6.1).
 *
 * @param key the key that both sides may begin a session with
 * @param suite that of the session that the ticket came from; its hash belongs to the key
 */
record Ticket(byte[] key, int suite) {
  /** The one ticket of a connection needs no other name of its key. */
  private static final byte[] NONCE = {0};

  private static final int AGE = 4;

  /**
   * The ticket of a session.
   *
   * @param master the session's master secret
   * @param transcript the hash of all messages of the handshake
   */
  static Ticket of(TlsSecret master, int suite, byte[] transcript) throws IOException {
    int hash = hash(suite);
    int length = TlsCryptoUtils.getHashOutputSize(hash);
    // RFC 8446 §7.1, §4.6.1.
    TlsSecret resumption =
        TlsCryptoUtils.hkdfExpandLabel(master, hash, "res master", transcript, length);
    TlsSecret key = TlsCryptoUtils.hkdfExpandLabel(resumption, hash, "resumption", NONCE, length);
    resumption.destroy();
    return new Ticket(key.extract(), suite);
  }

  /** The hash of a suite of TLS 1.3. */
  static int hash(int suite) {
    return isSha384(suite) ? CryptoHashAlgorithm.sha384 : CryptoHashAlgorithm.sha256;
  }

  int prf() {
    return isSha384(suite) ? PRFAlgorithm.tls13_hkdf_sha384 : PRFAlgorithm.tls13_hkdf_sha256;
  }

  private static boolean isSha384(int code) {
    Suite suite = Suite.of(code);
    return suite != null && suite.name().endsWith("SHA384");
  }

  /**
   * The message that hands it to a client.
   *
   * @param id by what it is found again
   * @param ageAdd what the client adds to the age of the ticket, so that nobody else can read that
   */
  static byte[] message(byte[] id, long ageAdd, long lifeSeconds) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    TlsUtils.writeUint32(lifeSeconds, body);
    TlsUtils.writeUint32(ageAdd, body);
    TlsUtils.writeOpaque8(NONCE, body);
    TlsUtils.writeOpaque16(id, body);
    TlsUtils.writeUint16(0, body); // no extensions, and so no early data
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    TlsUtils.writeUint8(HandshakeType.new_session_ticket, message);
    TlsUtils.writeOpaque24(body.toByteArray(), message);
    return message.toByteArray();
  }

  /**
   * Clears the ages of the tickets that a client offers: BouncyCastle looks for one with the age of
   * a key from elsewhere, which has none. They matter for early data alone (RFC 8446 §8.3).
   */
  static void clearAges(Hashtable<?, ?> extensions) throws IOException {
    OfferedPsks offered = TlsExtensionsUtils.getPreSharedKeyClientHello(extensions);
    if (offered == null) {
      return;
    }
    byte[] octets = (byte[]) extensions.get(ExtensionType.pre_shared_key);
    int end = 2 + TlsUtils.readUint16(octets, 0);
    for (int at = 2; at < end; at += AGE) {
      at += 2 + TlsUtils.readUint16(octets, at);
      TlsUtils.writeUint32(0, octets, at);
    }
  }
}
