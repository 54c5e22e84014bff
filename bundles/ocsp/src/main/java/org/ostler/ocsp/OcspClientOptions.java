// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;
import org.ostler.api.tls.StapleVerifier;

/** The options of OCSP for transports; the engine reads them. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {
      "kind=option.transport",
      "word:List<String>=\"hosts_request_ocsp,hosts_require_ocsp\""
    })
public final class OcspClientOptions implements OptionSet {
  @Override
  public Place place() {
    return Place.TRANSPORT;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(StapleVerifier.HOSTS_REQUEST, StapleVerifier.HOSTS_REQUIRE);
  }
}
