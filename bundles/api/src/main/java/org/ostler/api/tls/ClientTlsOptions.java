// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;

/**
 * The options of the smtp transport about TLS. Core reads them; a feature that has an engine brings
 * them into the language.
 */
public final class ClientTlsOptions {
  public static final Option<MatchList> HOSTS_AVOID_TLS = Option.hosts("hosts_avoid_tls", null);
  public static final Option<MatchList> HOSTS_NOPASS_TLS = Option.hosts("hosts_nopass_tls", null);
  public static final Option<MatchList> HOSTS_NOPROXY_TLS = Option.hosts("hosts_noproxy_tls", null);
  public static final Option<MatchList> HOSTS_REQUIRE_ALPN =
      Option.hosts("hosts_require_alpn", null);
  public static final Option<MatchList> HOSTS_REQUIRE_TLS = Option.hosts("hosts_require_tls", null);
  public static final Option<MatchList> HOSTS_VERIFY_AVOID_TLS =
      Option.hosts("hosts_verify_avoid_tls", null);
  public static final Option<Expandable> TLS_ALPN = Option.expanded("tls_alpn", null);
  public static final Option<Expandable> TLS_CERTIFICATE = Option.expanded("tls_certificate", null);
  public static final Option<Expandable> TLS_CRL = Option.expanded("tls_crl", null);
  public static final Option<Integer> TLS_DH_MIN_BITS = Option.integer("tls_dh_min_bits", 1024);
  public static final Option<Expandable> TLS_PRIVATEKEY = Option.expanded("tls_privatekey", null);
  public static final Option<Expandable> TLS_REQUIRE_CIPHERS =
      Option.expanded("tls_require_ciphers", null);
  public static final Option<MatchList> TLS_RESUMPTION_HOSTS =
      Option.hosts("tls_resumption_hosts", null);
  public static final Option<Expandable> TLS_SNI = Option.expanded("tls_sni", null);
  public static final Option<Boolean> TLS_TEMPFAIL_TRYCLEAR =
      Option.bool("tls_tempfail_tryclear", true);
  public static final Option<MatchList> TLS_TRY_VERIFY_HOSTS =
      Option.hosts("tls_try_verify_hosts", "*");
  public static final Option<MatchList> TLS_VERIFY_CERT_HOSTNAMES =
      Option.hosts("tls_verify_cert_hostnames", "*");
  public static final Option<Expandable> TLS_VERIFY_CERTIFICATES =
      Option.expanded("tls_verify_certificates", "system");
  public static final Option<MatchList> TLS_VERIFY_HOSTS = Option.hosts("tls_verify_hosts", null);

  private ClientTlsOptions() {}

  /** All of them. */
  public static List<Option<?>> all() {
    return List.of(
        HOSTS_AVOID_TLS,
        HOSTS_NOPASS_TLS,
        HOSTS_NOPROXY_TLS,
        HOSTS_REQUIRE_ALPN,
        HOSTS_REQUIRE_TLS,
        HOSTS_VERIFY_AVOID_TLS,
        TLS_ALPN,
        TLS_CERTIFICATE,
        TLS_CRL,
        TLS_DH_MIN_BITS,
        TLS_PRIVATEKEY,
        TLS_REQUIRE_CIPHERS,
        TLS_RESUMPTION_HOSTS,
        TLS_SNI,
        TLS_TEMPFAIL_TRYCLEAR,
        TLS_TRY_VERIFY_HOSTS,
        TLS_VERIFY_CERT_HOSTNAMES,
        TLS_VERIFY_CERTIFICATES,
        TLS_VERIFY_HOSTS);
  }
}
