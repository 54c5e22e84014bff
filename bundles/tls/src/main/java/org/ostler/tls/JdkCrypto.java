// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import org.bouncycastle.jcajce.util.DefaultJcaJceHelper;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;

/**
 * The JDK's own ciphers and signatures under BouncyCastle's protocol: they are several times as
 * fast as BouncyCastle's. RSASSA-PSS (RFC 8017 §8.1), which RSA needs in TLS 1.3, has one name in
 * the JDK whatever the digest; BouncyCastle asks by names of its own provider.
 */
final class JdkCrypto extends JcaTlsCrypto {
  private static final String THEIR_PSS = "WITHRSAANDMGF1";
  private static final String PSS = "RSASSA-PSS";

  JdkCrypto(SecureRandom random) {
    super(new DefaultJcaJceHelper(), random, random);
  }

  @Override
  protected TlsStreamSigner createStreamSigner(
      String algorithm, AlgorithmParameterSpec parameter, PrivateKey key, boolean needsRandom)
      throws IOException {
    return super.createStreamSigner(name(algorithm), parameter, key, needsRandom);
  }

  @Override
  protected TlsStreamVerifier createStreamVerifier(
      String algorithm, AlgorithmParameterSpec parameter, byte[] signature, PublicKey key)
      throws IOException {
    return super.createStreamVerifier(name(algorithm), parameter, signature, key);
  }

  @Override
  protected Tls13Verifier createTls13Verifier(
      String algorithm, AlgorithmParameterSpec parameter, PublicKey key) throws IOException {
    return super.createTls13Verifier(name(algorithm), parameter, key);
  }

  @Override
  public TlsECDomain createECDomain(TlsECConfig config) {
    return config.getNamedGroup() == NamedGroup.x25519
        ? () -> new X25519Exchange(this)
        : super.createECDomain(config);
  }

  @Override
  public TlsSecret hkdfInit(int hash) {
    return TicketKey.beginning(this, hash);
  }

  private static String name(String algorithm) {
    return algorithm.endsWith(THEIR_PSS) ? PSS : algorithm;
  }
}
