// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Kinds of keys in certificates of tests. */
public enum KeyKind {
  P256("EC", "SHA256withECDSA"),
  RSA("RSA", "SHA256withRSA"),
  ED25519("Ed25519", "Ed25519");

  private final String algorithm;
  final String signature;

  KeyKind(String algorithm, String signature) {
    this.algorithm = algorithm;
    this.signature = signature;
  }

  /** A fresh pair: a curve of 256 bits, or 2048 bits of RSA. */
  public KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (this == P256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (this == RSA) {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
