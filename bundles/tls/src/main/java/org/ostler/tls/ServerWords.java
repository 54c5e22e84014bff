// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.util.List;
import java.util.stream.Stream;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;
import org.ostler.api.tls.ServerOptions;

/** The main options of TLS. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {
      "kind=option.main",
      "word:List<String>=\"tls_advertise_hosts,tls_certificate,tls_privatekey,tls_verify_hosts,"
          + "tls_try_verify_hosts,tls_verify_certificates,tls_crl,tls_require_ciphers,tls_dhparam,"
          + "tls_dh_max_bits,tls_eccurve,openssl_options,tls_alpn,hosts_require_alpn,"
          + "tls_resumption_hosts,tls_remember_esmtp,tls_on_connect_ports\""
    })
public final class ServerWords implements OptionSet {
  private static final List<Option<?>> ALL =
      Stream.concat(ServerOptions.QUIET.stream(), Stream.of(ServerOptions.ON_CONNECT_PORTS))
          .toList();

  @Override
  public Place place() {
    return Place.MAIN;
  }

  @Override
  public List<Option<?>> options() {
    return ALL;
  }
}
