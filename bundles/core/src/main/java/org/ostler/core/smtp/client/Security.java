// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.Associations.Finding;
import org.ostler.api.tls.CryptoTerms;
import org.ostler.api.tls.Demand;
import org.ostler.api.tls.KeyFiles;
import org.ostler.api.tls.Trust;

/**
 * How a connection to one host is to be secured. A value: connections made under different ones
 * never stand for each other.
 *
 * @param start when TLS begins
 * @param required whether there is no session without it
 * @param triesClear whether trouble with TLS lets mail go in clear, {@code tls_tempfail_tryclear}
 * @param reusable whether the connection may serve another message
 * @param crypto versions, ciphers, groups
 * @param keys the client's certificates
 * @param demand what is asked of the server's certificate
 * @param trust whom to believe about it; not asked under DANE
 * @param name the name that it must have; null for any
 * @param sni the name that we ask for; null for none
 * @param alpn the protocols that we offer
 * @param alpnRequired whether one must be agreed on
 * @param resumes whether an earlier session may be resumed
 * @param staples whether a proof by OCSP is asked for
 * @param staplesRequired whether there is no session without one
 * @param dane by what the certificate is judged instead; null in the ordinary way
 */
record Security(
    Start start,
    boolean required,
    boolean triesClear,
    boolean reusable,
    CryptoTerms crypto,
    List<KeyFiles> keys,
    Demand demand,
    Trust trust,
    @Nullable String name,
    @Nullable String sni,
    List<String> alpn,
    boolean alpnRequired,
    boolean resumes,
    boolean staples,
    boolean staplesRequired,
    @Nullable Dane dane) {
  /** When TLS begins. */
  enum Start {
    NEVER,
    /** With STARTTLS where the server offers it. */
    OFFERED,
    /** Before the greeting: {@code protocol = smtps}. */
    AT_ONCE
  }

  /**
   * What the DNS says about the host.
   *
   * @param published the records; null when there are some and none is of use
   * @param names that a certificate under a trust anchor may have
   */
  record Dane(Finding.@Nullable Published published, List<String> names) {}

  /** In clear, whatever the server offers. */
  static final Security CLEAR = clear(false);

  /** In clear only, to a host that must be spoken to under TLS: it cannot be spoken to. */
  static final Security IMPOSSIBLE = clear(true);

  private static Security clear(boolean required) {
    return new Security(
        Start.NEVER,
        required,
        false,
        true,
        CryptoTerms.CLIENT,
        List.of(),
        Demand.NOTHING,
        Trust.NOBODY,
        null,
        null,
        List.of(),
        false,
        false,
        false,
        false,
        null);
  }

  /** The bits of the usages of DANE's records; 0 without. */
  int tlsaUsages() {
    return dane == null || dane.published() == null ? 0 : dane.published().usages();
  }
}
