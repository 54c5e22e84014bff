// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;
import org.ostler.api.tls.ClientTlsOptions;

/**
 * The options of transports about TLS, which core reads. Those that only forbid TLS call for no
 * engine.
 */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {
      "kind=option.transport",
      "word:List<String>=\"hosts_nopass_tls,hosts_noproxy_tls,hosts_require_alpn,"
          + "hosts_require_tls,tls_alpn,tls_certificate,"
          + "tls_crl,tls_dh_min_bits,tls_privatekey,tls_require_ciphers,"
          + "tls_resumption_hosts,tls_sni,tls_tempfail_tryclear,"
          + "tls_try_verify_hosts,tls_verify_cert_hostnames,tls_verify_certificates,"
          + "tls_verify_hosts\""
    })
public final class ClientWords implements OptionSet {
  @Override
  public Place place() {
    return Place.TRANSPORT;
  }

  @Override
  public List<Option<?>> options() {
    return ClientTlsOptions.all();
  }
}
