// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;
import org.ostler.api.tls.Associations;

/** The options of DANE for transports, which core reads. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {
      "kind=option.transport",
      "word:List<String>=\"hosts_try_dane,hosts_require_dane,dane_require_tls_ciphers\""
    })
public final class DaneOptions implements OptionSet {
  @Override
  public Place place() {
    return Place.TRANSPORT;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(
        Associations.HOSTS_TRY, Associations.HOSTS_REQUIRE, Associations.REQUIRE_CIPHERS);
  }
}
