// SPDX-License-Identifier: Apache-2.0
package org.ostler.spa;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Answers to a challenge that prove a password ([MS-NLMP] 3.3.1). Passwords are octets, one a char,
 * and taken for ISO 8859-1.
 */
final class NtlmResponse {
  private static final int BLOCK = 8;
  private static final int KEY_PART = 7;
  private static final int LONGEST_LM = 14;
  private static final byte[] LM_TEXT = "KGS!@#$%".getBytes(StandardCharsets.US_ASCII);

  private NtlmResponse() {}

  /** The answer by the digest of the password as it is; 24 octets. */
  static byte[] nt(String password, byte[] challenge) {
    byte[] text = password.getBytes(StandardCharsets.UTF_16LE);
    MD4Digest digest = new MD4Digest();
    digest.update(text, 0, text.length);
    byte[] key = new byte[digest.getDigestSize()];
    digest.doFinal(key, 0);
    return thrice(key, challenge);
  }

  /** The answer by the first 14 octets of the password in capitals; 24 octets. */
  static byte[] lm(String password, byte[] challenge) {
    byte[] capitals =
        Arrays.copyOf(
            password.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1), LONGEST_LM);
    byte[] key = new byte[2 * BLOCK];
    encrypt(capitals, 0, LM_TEXT, key, 0);
    encrypt(capitals, KEY_PART, LM_TEXT, key, BLOCK);
    return thrice(key, challenge);
  }

  /** Encrypts the challenge under three keys of seven octets, the last filled up with zeros. */
  private static byte[] thrice(byte[] key, byte[] challenge) {
    byte[] keys = Arrays.copyOf(key, 3 * KEY_PART);
    byte[] answer = new byte[3 * BLOCK];
    for (int i = 0; i < 3; i++) {
      encrypt(keys, i * KEY_PART, challenge, answer, i * BLOCK);
    }
    return answer;
  }

  private static void encrypt(byte[] keys, int at, byte[] block, byte[] into, int to) {
    DESEngine engine = new DESEngine();
    engine.init(true, new KeyParameter(spread(keys, at)));
    engine.processBlock(block, 0, into, to);
  }

  /** Eight octets of seven bits each, as DES has its keys; the eighth bit is parity, and unused. */
  private static byte[] spread(byte[] keys, int at) {
    long bits = 0;
    for (int i = 0; i < KEY_PART; i++) {
      bits = bits << BLOCK | keys[at + i] & 0xff;
    }
    byte[] key = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      key[i] = (byte) (bits >>> (BLOCK - 1 - i) * KEY_PART << 1);
    }
    return key;
  }
}
