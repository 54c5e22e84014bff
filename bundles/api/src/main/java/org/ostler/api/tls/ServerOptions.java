// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;

/**
 * The main options of TLS for our server, with Exim's defaults. Core reads them; an engine brings
 * them into the language.
 */
public final class ServerOptions {
  public static final Option<MatchList> ADVERTISE_HOSTS = Option.hosts("tls_advertise_hosts", "*");
  public static final Option<Expandable> CERTIFICATE = Option.expanded("tls_certificate", null);
  public static final Option<Expandable> PRIVATE_KEY = Option.expanded("tls_privatekey", null);
  public static final Option<MatchList> VERIFY_HOSTS = Option.hosts("tls_verify_hosts", null);
  public static final Option<MatchList> TRY_VERIFY_HOSTS =
      Option.hosts("tls_try_verify_hosts", null);
  public static final Option<Expandable> VERIFY_CERTIFICATES =
      Option.expanded("tls_verify_certificates", "system");
  public static final Option<Expandable> CRL = Option.expanded("tls_crl", null);
  public static final Option<Expandable> REQUIRE_CIPHERS =
      Option.expanded("tls_require_ciphers", null);
  public static final Option<Expandable> DHPARAM = Option.expanded("tls_dhparam", null);
  public static final Option<Integer> DH_MAX_BITS = Option.integer("tls_dh_max_bits", 2236);
  public static final Option<Expandable> ECCURVE = Option.expanded("tls_eccurve", "auto");
  public static final Option<String> OPENSSL_OPTIONS = Option.string("openssl_options", null);
  public static final Option<Expandable> ALPN = Option.expanded("tls_alpn", "smtp : esmtp");
  public static final Option<MatchList> REQUIRE_ALPN = Option.hosts("hosts_require_alpn", null);
  public static final Option<MatchList> RESUMPTION_HOSTS =
      Option.hosts("tls_resumption_hosts", null);
  public static final Option<Boolean> REMEMBER_ESMTP = Option.bool("tls_remember_esmtp", false);

  /** Ports whose connections begin with TLS. */
  public static final Option<List<String>> ON_CONNECT_PORTS =
      Option.strings("tls_on_connect_ports", null);

  /** Those that ask for nothing where there is no TLS. */
  public static final List<Option<?>> QUIET =
      List.of(
          ADVERTISE_HOSTS,
          CERTIFICATE,
          PRIVATE_KEY,
          VERIFY_HOSTS,
          TRY_VERIFY_HOSTS,
          VERIFY_CERTIFICATES,
          CRL,
          REQUIRE_CIPHERS,
          DHPARAM,
          DH_MAX_BITS,
          ECCURVE,
          OPENSSL_OPTIONS,
          ALPN,
          REQUIRE_ALPN,
          RESUMPTION_HOSTS,
          REMEMBER_ESMTP);

  private ServerOptions() {}
}
