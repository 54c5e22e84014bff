// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which group a server of TLS 1.2 exchanges keys in; -1 stands for none.
 *
 * @param mostDhBits the largest prime of DHE
 */
record ServerGroups(Choice choice, int mostDhBits) {
  /**
   * A curve.
   *
   * @param client what the client has; null when it does not say
   */
  int curve(int @Nullable [] client, int bits) {
    if (client == null) {
      return choice.groups().contains(NamedGroup.secp256r1) ? NamedGroup.secp256r1 : -1;
    }
    for (int group : choice.groups()) {
      if (NamedGroup.getCurveBits(group) >= bits && Arrays.contains(client, group)) {
        return group;
      }
    }
    return -1;
  }

  /** A finite field for DHE. */
  int field(int @Nullable [] client, int bits) {
    if (client == null) {
      return usualField(bits);
    }
    for (int group : choice.groups()) {
      if (NamedGroup.isFiniteField(group) && fits(group, bits) && Arrays.contains(client, group)) {
        return group;
      }
    }
    for (int group : client) {
      if (NamedGroup.isFiniteField(group)) {
        // RFC 7919 §4: a client that names groups gets one of them or another exchange.
        return -1;
      }
    }
    return usualField(bits);
  }

  /** The finite field for a client that names none. */
  int usualField(int bits) {
    return choice.groups().contains(NamedGroup.ffdhe2048) && fits(NamedGroup.ffdhe2048, bits)
        ? NamedGroup.ffdhe2048
        : -1;
  }

  private boolean fits(int group, int bits) {
    DhParameters given = choice.dh();
    int prime = NamedGroup.getFiniteFieldBits(group);
    return (given == null || given.group() != null) && prime >= bits && prime <= mostDhBits;
  }
}
