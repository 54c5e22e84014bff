// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import org.jspecify.annotations.Nullable;

/**
 * What protocol versions, ciphers and groups to use, in the words of Exim's options.
 *
 * @param ciphers {@code tls_require_ciphers}: a cipher list of OpenSSL or a priority string of
 *     GnuTLS; null for the engine's choice
 * @param curves {@code tls_eccurve}; null or {@code auto} for the engine's choice
 * @param dhParameters {@code tls_dhparam}; null for the engine's choice
 * @param dhBits the largest ({@code tls_dh_max_bits} of a server) or smallest ({@code
 *     tls_dh_min_bits} of a client) prime of DHE
 * @param opensslOptions {@code openssl_options}; empty for the engine's choice
 */
public record CryptoTerms(
    @Nullable String ciphers,
    @Nullable String curves,
    @Nullable String dhParameters,
    int dhBits,
    String opensslOptions) {
  /** The engine's choice, for a client. */
  public static final CryptoTerms CLIENT = new CryptoTerms(null, null, null, 1024, "");

  /** The engine's choice, for a server. */
  public static final CryptoTerms SERVER = new CryptoTerms(null, null, null, 2236, "");
}
