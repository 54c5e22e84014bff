// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of one connection.
 *
 * @param crypto versions, ciphers, groups
 * @param keys the certificates that the client may show; empty for none
 * @param demand what is asked of the server's certificate
 * @param verifier judges it; not asked when nothing is demanded
 * @param watch hears of what was judged
 * @param sni the name to send in server_name; null for none
 * @param alpn protocols to offer; empty for none
 * @param alpnRequired whether a server that agrees on none is refused
 * @param resumeAs under which name sessions are kept for resumption, which must tell apart whatever
 *     they depend on; null for no resumption
 * @param staples looks at proofs by OCSP; null when none is asked for
 * @param staplesRequired whether there is no session without a good one
 * @param limit the time for the whole handshake
 */
public record ClientTerms(
    CryptoTerms crypto,
    List<KeyFiles> keys,
    Demand demand,
    PeerVerifier verifier,
    CertificateWatch watch,
    @Nullable String sni,
    List<String> alpn,
    boolean alpnRequired,
    @Nullable String resumeAs,
    @Nullable StapleCheck staples,
    boolean staplesRequired,
    Duration limit) {
  public ClientTerms {
    keys = List.copyOf(keys);
    alpn = List.copyOf(alpn);
  }

  /** For servers that are believed whatever they show. */
  public static ClientTerms of(Duration limit) {
    return new ClientTerms(
        CryptoTerms.CLIENT,
        List.of(),
        Demand.NOTHING,
        PeerVerifier.Ordinary.SYSTEM,
        CertificateWatch.NONE,
        null,
        List.of(),
        false,
        null,
        null,
        false,
        limit);
  }
}
