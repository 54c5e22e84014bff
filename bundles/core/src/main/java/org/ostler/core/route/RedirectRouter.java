// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.RouterDriver;

/** {@code driver = redirect}: aliases and forward files. */
public final class RedirectRouter implements RouterDriver {
  private final Surroundings surroundings;

  public RedirectRouter(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public String name() {
    return "redirect";
  }

  @Override
  public List<Option<?>> options() {
    return RedirectOptions.ALL;
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    boolean data = settings.find(RedirectOptions.DATA).isPresent();
    boolean file = settings.find(RedirectOptions.FILE).isPresent();
    if (data == file) {
      throw new InvalidArgument(
          "router " + settings.name() + " has driver redirect and needs one of data and file");
    }
    if (settings.isSet(RedirectOptions.QUALIFY_DOMAIN)
        && settings.value(RedirectOptions.QUALIFY_PRESERVE_DOMAIN)) {
      throw new InvalidArgument(
          "only one of \"qualify_domain\" or \"qualify_preserve_domain\" must be set in router "
              + settings.name());
    }
    if (settings.value(RedirectOptions.ONE_TIME)
        && (settings.isSet(RouterOptions.HEADERS_ADD)
            || settings.isSet(RouterOptions.HEADERS_REMOVE)
            || settings.isSet(RouterOptions.UNSEEN))) {
      throw new InvalidArgument(
          "\"headers_add\", \"headers_remove\" and \"unseen\" are not permitted with"
              + " \"one_time\" in router "
              + settings.name());
    }
    if (settings.value(FilterOptions.ALLOW_FILTER)
        && settings.find(RouterOptions.USER).isEmpty()
        && !settings.value(RouterOptions.CHECK_LOCAL_USER)) {
      throw new InvalidArgument(
          "\"user\" or \"check_local_user\" must be set with \"allow_filter\" in router "
              + settings.name());
    }
    FilterRouting filters = new FilterRouting(settings, surroundings);
    return new Redirection(
        settings, surroundings, filters, new SieveRouting(settings, surroundings, filters));
  }
}
