// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.routing.Routing;

/** {@code driver = accept}: takes every address that its preconditions let through. */
public final class AcceptRouter implements RouterDriver {
  @Override
  public String name() {
    return "accept";
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    if (settings.find(RouterOptions.TRANSPORT).isEmpty()
        && !settings.value(RouterOptions.VERIFY_ONLY)) {
      throw new InvalidArgument(
          settings.name() + " router: a transport is required for this router (driver accept)");
    }
    Routing taken = new Routing.Accept(List.of(), null);
    return (addressee, mail) -> taken;
  }
}
