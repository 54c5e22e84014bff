// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.DefaultTlsCredentialedSigner;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsEd25519Signer;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsEd448Signer;
import org.jspecify.annotations.Nullable;

/** Our certificates and signatures, as a handshake wants them. */
record Signing(JcaTlsCrypto crypto, TlsContext context) {
  /**
   * How the credential can sign for a peer; null when it cannot.
   *
   * @param peer what the peer verifies; null where it did not say
   */
  static @Nullable SignatureAndHashAlgorithm algorithm(
      Credential credential, boolean tls13, @Nullable Vector<?> peer) {
    for (int scheme : credential.schemes(tls13)) {
      SignatureAndHashAlgorithm one = SignatureScheme.getSignatureAndHashAlgorithm(scheme);
      // RFC 5246 §7.4.1.4.1: who does not say verifies SHA-1.
      boolean known = peer == null ? !tls13 && one.getHash() == 2 : peer.contains(one);
      if (known) {
        return one;
      }
    }
    return null;
  }

  /** The signatures that we believe: none of DSA or SHA-1 (RFC 9155), nor SHA-224. */
  static Vector<SignatureAndHashAlgorithm> believed(TlsContext context) {
    Vector<SignatureAndHashAlgorithm> believed = new Vector<>();
    for (Object one : TlsUtils.getDefaultSupportedSignatureAlgorithms(context)) {
      SignatureAndHashAlgorithm algorithm = (SignatureAndHashAlgorithm) one;
      if (algorithm.getSignature() != SignatureAlgorithm.dsa
          && algorithm.getHash() != HashAlgorithm.sha1
          && algorithm.getHash() != HashAlgorithm.sha224) {
        believed.add(algorithm);
      }
    }
    return believed;
  }

  TlsCredentialedSigner signer(
      Credential credential, SignatureAndHashAlgorithm algorithm, Certificate chain) {
    TlsCryptoParameters parameters = new TlsCryptoParameters(context);
    PrivateKey key = credential.key();
    // BouncyCastle tells these by the name of the key's algorithm, which is EdDSA in the JDK.
    return switch (SignatureScheme.from(algorithm)) {
      case SignatureScheme.ed25519 ->
          new DefaultTlsCredentialedSigner(
              parameters, new JcaTlsEd25519Signer(crypto, key), chain, algorithm);
      case SignatureScheme.ed448 ->
          new DefaultTlsCredentialedSigner(
              parameters, new JcaTlsEd448Signer(crypto, key), chain, algorithm);
      default -> new JcaDefaultTlsCredentialedSigner(parameters, crypto, key, chain, algorithm);
    };
  }

  /**
   * A chain as the protocol has it.
   *
   * @param request the context of the peer's request for it in TLS 1.3; empty for a server's
   * @param staples proofs by the place of their certificate
   */
  Certificate chain(List<X509Certificate> chain, byte[] request, Map<Integer, byte[]> staples)
      throws IOException {
    TlsCertificate[] certificates = new TlsCertificate[chain.size()];
    for (int i = 0; i < certificates.length; i++) {
      certificates[i] = new JcaTlsCertificate(crypto, chain.get(i));
    }
    if (!TlsUtils.isTLSv13(context)) {
      return new Certificate(certificates);
    }
    CertificateEntry[] entries = new CertificateEntry[certificates.length];
    for (int i = 0; i < entries.length; i++) {
      byte[] staple = staples.get(i);
      entries[i] = new CertificateEntry(certificates[i], staple == null ? null : stapled(staple));
    }
    return new Certificate(request, entries);
  }

  // RFC 8446 §4.4.2.1: the status request's answer stands with its certificate.
  private static Hashtable<Integer, byte[]> stapled(byte[] response) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(response.length + 4);
    TlsUtils.writeUint8(CertificateStatusType.ocsp, body);
    TlsUtils.writeOpaque24(response, body);
    Hashtable<Integer, byte[]> extensions = new Hashtable<>();
    extensions.put(TlsExtensionsUtils.EXT_status_request, body.toByteArray());
    return extensions;
  }
}
