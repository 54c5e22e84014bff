// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The main option of PRDR. The list {@code acl_smtp_data_prdr} is the engine's own. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=option.main", "word:List<String>=\"prdr_enable,acl_data_smtp_prdr\""})
public final class PrdrOptions implements OptionSet {
  /** Whether PRDR is offered. */
  static final Option<Boolean> ENABLE = Option.bool("prdr_enable", false);

  @Override
  public Place place() {
    return Place.MAIN;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(ENABLE);
  }

  @Override
  public Map<String, String> formerNames() {
    return Map.of("acl_data_smtp_prdr", "acl_smtp_data_prdr");
  }
}
