// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.tls.crypto.TlsCryptoUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JceTlsSecret;

/**
 * The key of a ticket, to begin a session of TLS 1.3 with (RFC 8446 §2.2). BouncyCastle has
 * sessions that begin with a key from elsewhere; in the schedule of keys (§7.1) one label tells the
 * two kinds apart.
 */
final class TicketKey extends JceTlsSecret {
  TicketKey(JcaTlsCrypto crypto, byte[] key) {
    super(crypto, key.clone());
  }

  /** Where the schedule of keys begins. */
  static TlsSecret beginning(JcaTlsCrypto crypto, int hash) {
    return new Beginning(crypto, new byte[TlsCryptoUtils.getHashOutputSize(hash)]);
  }

  private static final class Beginning extends JceTlsSecret {
    Beginning(JcaTlsCrypto crypto, byte[] zeros) {
      super(crypto, zeros);
    }

    @Override
    public synchronized TlsSecret hkdfExtract(int hash, TlsSecret key) {
      TlsSecret early = super.hkdfExtract(hash, key);
      return key instanceof TicketKey ? new Early(crypto, early.extract()) : early;
    }
  }

  private static final class Early extends JceTlsSecret {
    private static final byte[] ELSEWHERE = "tls13 ext binder".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TICKET = "tls13 res binder".getBytes(StandardCharsets.US_ASCII);

    /** Behind the length of the output and that of the label. */
    private static final int LABEL = 3;

    Early(JcaTlsCrypto crypto, byte[] secret) {
      super(crypto, secret);
    }

    @Override
    public synchronized TlsSecret hkdfExpand(int hash, byte[] info, int length) {
      int end = LABEL + ELSEWHERE.length;
      if (info.length > end && Arrays.equals(info, LABEL, end, ELSEWHERE, 0, ELSEWHERE.length)) {
        System.arraycopy(TICKET, 0, info, LABEL, TICKET.length);
      }
      return super.hkdfExpand(hash, info, length);
    }
  }
}
