// SPDX-License-Identifier: Apache-2.0
package org.ostler.dsn;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The main option of DSN. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=option.main", "word:List<String>=\"dsn_advertise_hosts\""})
public final class DsnMainOptions implements OptionSet {
  /** The clients to which DSN is offered. */
  static final Option<MatchList> ADVERTISE_HOSTS = Option.hosts("dsn_advertise_hosts", null);

  @Override
  public Place place() {
    return Place.MAIN;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(ADVERTISE_HOSTS);
  }
}
