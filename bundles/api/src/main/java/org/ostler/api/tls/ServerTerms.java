// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.time.Duration;
import java.util.List;

/**
 * What a server asks of one connection.
 *
 * @param crypto versions, ciphers, groups
 * @param demand what is asked of the client's certificate
 * @param alpn protocols to agree on (RFC 7301), the best first; a client that offers only others is
 *     refused. Empty to leave what the client offers unanswered
 * @param alpnRequired whether a client that offers none is refused
 * @param resumption whether sessions may be resumed
 * @param limit the time for the whole handshake
 */
public record ServerTerms(
    CryptoTerms crypto,
    Demand demand,
    List<String> alpn,
    boolean alpnRequired,
    boolean resumption,
    Duration limit) {
  public ServerTerms {
    alpn = List.copyOf(alpn);
  }
}
