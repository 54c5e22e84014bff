// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * Versions, suites and groups to use, the best first.
 *
 * @param versions of TLS, the newest first
 * @param groups for key exchange; those of finite fields serve DHE too
 * @param dh parameters of DHE; null for the groups of finite fields
 * @param ownOrder whether a server goes by its own order of suites
 * @param tickets whether sessions may be resumed
 */
record Choice(
    List<ProtocolVersion> versions,
    List<Suite> suites,
    List<Integer> groups,
    @Nullable DhParameters dh,
    boolean ownOrder,
    boolean tickets) {
  /** The groups that there are; X25519 first, as everybody has it. */
  static final List<Integer> GROUPS =
      List.of(
          NamedGroup.x25519,
          NamedGroup.secp256r1,
          NamedGroup.x448,
          NamedGroup.secp384r1,
          NamedGroup.secp521r1,
          NamedGroup.ffdhe2048,
          NamedGroup.ffdhe3072,
          NamedGroup.ffdhe4096,
          NamedGroup.ffdhe6144,
          NamedGroup.ffdhe8192);

  /** The versions that there are. */
  static final List<ProtocolVersion> VERSIONS =
      List.of(ProtocolVersion.TLSv13, ProtocolVersion.TLSv12);

  Choice {
    versions = List.copyOf(versions);
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
  }

  ProtocolVersion[] versionArray() {
    return versions.toArray(ProtocolVersion[]::new);
  }

  /** The suites that the machine's cryptography has, of the chosen versions. */
  int[] suiteCodes(TlsCrypto crypto) {
    int[] codes =
        suites.stream()
            .filter(
                suite ->
                    versions.contains(
                        suite.isModern() ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12))
            .mapToInt(Suite::code)
            .toArray();
    return TlsUtils.getSupportedCipherSuites(crypto, codes);
  }

  int[] groupCodes() {
    return groups.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Keeps the order of all, and those of them that are chosen. */
  static List<Suite> ordered(Collection<Suite> chosen) {
    Set<Suite> set = new LinkedHashSet<>(chosen);
    return Suite.ALL.stream().filter(set::contains).toList();
  }
}
