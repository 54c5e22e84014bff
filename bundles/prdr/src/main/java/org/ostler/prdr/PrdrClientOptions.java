// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The option of PRDR for transports. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=option.transport", "word:List<String>=\"hosts_try_prdr\""})
public final class PrdrClientOptions implements OptionSet {
  /** The servers that are asked for a reply for each recipient, when they offer it. */
  static final Option<MatchList> HOSTS_TRY = Option.hosts("hosts_try_prdr", "*");

  @Override
  public Place place() {
    return Place.TRANSPORT;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(HOSTS_TRY);
  }
}
