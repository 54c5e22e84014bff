// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;

/**
 * What the DNS says about the certificates of mail servers (DANE, RFC 7672). Called from many
 * threads; may block. Core asks only about servers whose name and addresses are signed; when a call
 * throws, the mail is deferred.
 */
@ConsumerType
public interface Associations {
  /** The servers that DANE is tried with. A feature brings the option into the language. */
  Option<MatchList> HOSTS_TRY = Option.hosts("hosts_try_dane", "*");

  /** The servers that are spoken to under DANE only. A feature brings it into the language. */
  Option<MatchList> HOSTS_REQUIRE = Option.hosts("hosts_require_dane", null);

  /** Ciphers of connections under DANE. A feature brings the option into the language. */
  Option<Expandable> REQUIRE_CIPHERS = Option.expanded("dane_require_tls_ciphers", null);

  /** Looks for the TLSA records of a server whose name is {@code host}. */
  Finding find(String host, int port) throws InterruptedException;

  /**
   * Judges a server's certificates by what was found.
   *
   * @param names that a certificate under a trust anchor may have, the base domain first
   * @param sent the certificates as the server sent them, its own first, at least one
   */
  PeerVerifier.Verdict judge(
      Finding.Published published, List<String> names, List<X509Certificate> sent);

  /** What was found. */
  sealed interface Finding {
    /**
     * There are signed records, at least one of them of use: the server is spoken to under TLS with
     * a certificate that they cover, or not at all.
     *
     * @param baseDomain the name that the records stand under (RFC 7672 §2.2.3), for server_name
     * @param records those of use, as in {@code 3 1 1 2bb1...}
     * @param usages the bits {@code 1 << usage} of their usages, for {@code $tls_out_tlsa_usage}
     */
    record Published(String baseDomain, List<String> records, int usages) implements Finding {
      public Published {
        records = List.copyOf(records);
      }
    }

    /** There are signed records, and none of them is of use (RFC 7672 §2.2): TLS is a must. */
    record Unusable(String baseDomain) implements Finding {}

    /** There are none, or none that are signed. */
    record Nothing(String reason) implements Finding {}

    /** It cannot be known now: the server is not spoken to. */
    record TryAgain(String reason) implements Finding {}
  }
}
