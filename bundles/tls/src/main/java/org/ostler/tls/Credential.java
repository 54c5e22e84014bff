// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.tls.SignatureScheme;
import org.ostler.api.tls.TlsFailure;

/**
 * A certificate of ours, those that lead to its issuer, and the key.
 *
 * @param chain at least one
 */
record Credential(PrivateKey key, List<X509Certificate> chain) {
  X509Certificate certificate() {
    return chain.getFirst();
  }

  /** {@code RSA} or {@code ECDSA}, as suites of TLS 1.2 ask for; EdDSA counts with the latter. */
  String authentication() {
    return key.getAlgorithm().equals("RSA") || key.getAlgorithm().equals("RSASSA-PSS")
        ? "RSA"
        : "ECDSA";
  }

  /** The ways in which the key can sign, the best first. */
  List<Integer> schemes(boolean tls13) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> tls13 ? PSS : PSS_AND_PKCS1;
      case "EC" -> tls13 ? List.of(ofCurve()) : ECDSA;
      default -> List.of(isEd448() ? SignatureScheme.ed448 : SignatureScheme.ed25519);
    };
  }

  // The JDK calls the keys of both curves EdDSA.
  private boolean isEd448() {
    return key instanceof EdECKey it && it.getParams().getName().equals("Ed448");
  }

  private static final List<Integer> PSS =
      List.of(
          SignatureScheme.rsa_pss_rsae_sha256,
          SignatureScheme.rsa_pss_rsae_sha384,
          SignatureScheme.rsa_pss_rsae_sha512);

  private static final List<Integer> PSS_AND_PKCS1 =
      List.of(
          SignatureScheme.rsa_pss_rsae_sha256,
          SignatureScheme.rsa_pss_rsae_sha384,
          SignatureScheme.rsa_pss_rsae_sha512,
          SignatureScheme.rsa_pkcs1_sha256,
          SignatureScheme.rsa_pkcs1_sha384,
          SignatureScheme.rsa_pkcs1_sha512,
          SignatureScheme.rsa_pkcs1_sha1);

  private static final List<Integer> ECDSA =
      List.of(
          SignatureScheme.ecdsa_secp256r1_sha256,
          SignatureScheme.ecdsa_secp384r1_sha384,
          SignatureScheme.ecdsa_secp521r1_sha512,
          SignatureScheme.ecdsa_sha1);

  // RFC 8446 §4.2.3: the curve and the hash belong together.
  private int ofCurve() {
    int bits = key instanceof ECKey it ? it.getParams().getOrder().bitLength() : 256;
    return bits > 384
        ? SignatureScheme.ecdsa_secp521r1_sha512
        : bits > 256
            ? SignatureScheme.ecdsa_secp384r1_sha384
            : SignatureScheme.ecdsa_secp256r1_sha256;
  }

  /** Reads the certificate's file and the key's. */
  static Credential read(List<String> files) throws TlsFailure {
    String certificateFile = files.getFirst();
    List<X509Certificate> chain = new ArrayList<>(Certificates.read(certificateFile));
    if (chain.isEmpty()) {
      throw PemFile.useless(certificateFile, "no certificate in it", null);
    }
    PrivateKey key = key(files.getLast());
    if (!belong(key, chain.getFirst().getPublicKey())) {
      throw PemFile.useless(
          files.getLast(), "its key is not that of the certificate in " + certificateFile, null);
    }
    return new Credential(key, List.copyOf(chain));
  }

  private static PrivateKey key(String file) throws TlsFailure {
    try (PEMParser parser = new PEMParser(new java.io.StringReader(Certificates.text(file)))) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
        if (block instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
        if (block instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
      }
    } catch (TlsFailure e) {
      throw e;
    } catch (java.io.IOException | RuntimeException e) {
      throw PemFile.useless(file, e.getMessage(), e);
    }
    throw PemFile.useless(file, "no private key without a password in it", null);
  }

  private static boolean belong(PrivateKey key, PublicKey certified) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      byte[] octets = {1, 2, 3};
      signature.initSign(key);
      signature.update(octets);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(octets);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
