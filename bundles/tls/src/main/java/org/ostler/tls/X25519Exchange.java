// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.IOException;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsAgreement;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsSecret;

/**
 * One exchange of keys by X25519 (RFC 7748 §6.1), with BouncyCastle's arithmetic: here it is more
 * than twice as fast as the JDK's, and takes the same time whatever the key.
 */
final class X25519Exchange implements TlsAgreement {
  private final TlsCrypto crypto;
  private final byte[] own = new byte[X25519.SCALAR_SIZE];
  private byte[] peer = {};

  X25519Exchange(TlsCrypto crypto) {
    this.crypto = crypto;
  }

  @Override
  public byte[] generateEphemeral() {
    byte[] shown = new byte[X25519.POINT_SIZE];
    X25519.generatePrivateKey(crypto.getSecureRandom(), own);
    X25519.generatePublicKey(own, 0, shown, 0);
    return shown;
  }

  @Override
  public void receivePeerValue(byte[] value) throws IOException {
    // RFC 8446 §4.2.8.2.
    if (value.length != X25519.POINT_SIZE) {
      throw new TlsFatalAlert(AlertDescription.illegal_parameter);
    }
    peer = value.clone();
  }

  @Override
  public TlsSecret calculateSecret() throws IOException {
    byte[] secret = new byte[X25519.POINT_SIZE];
    // RFC 8446 §7.4.2: a shared secret of nothing but zeros ends the handshake.
    if (!X25519.calculateAgreement(own, 0, peer, 0, secret, 0)) {
      throw new TlsFatalAlert(AlertDescription.illegal_parameter);
    }
    return crypto.createSecret(secret);
  }
}
