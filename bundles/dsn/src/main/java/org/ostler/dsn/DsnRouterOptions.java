// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;
import org.ostler.api.smtp.OutgoingMail;

/** The option that DSN adds to routers. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=option.router", "word:List<String>=\"dsn_lasthop\""})
public final class DsnRouterOptions implements OptionSet {
  @Override
  public Place place() {
    return Place.ROUTER;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(OutgoingMail.LAST_HOP);
  }
}
