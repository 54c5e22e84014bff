// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.deliver.TransportOptions;
import org.ostler.core.route.RouterOptions;

/** Defaults of options that depend on the driver, or on which others are set. */
final class DerivedDefaults {
  /** Options of routers that look at local parts; without them a domain is as good as another. */
  private static final List<Option<?>> LOCAL_PARTS =
      List.of(
          RouterOptions.CHECK_LOCAL_USER,
          RouterOptions.CONDITION,
          RouterOptions.LOCAL_PARTS,
          RouterOptions.LOCAL_PART_PREFIX,
          RouterOptions.LOCAL_PART_SUFFIX,
          RouterOptions.REQUIRE_FILES,
          RouterOptions.SENDERS);

  private DerivedDefaults() {}

  /** The settings of a router or transport with these defaults. */
  static Settings in(Settings settings, String kind, String driver) {
    Map<String, Boolean> defaults = new HashMap<>();
    if (kind.equals("option.router")) {
      boolean looks = LOCAL_PARTS.stream().anyMatch(settings::isSet);
      defaults.put(RouterOptions.RETRY_USE_LOCAL_PART.name(), looks);
      defaults.put(RouterOptions.LOG_AS_LOCAL.name(), driver.equals("accept"));
    } else if (kind.equals("option.transport")) {
      defaults.put(TransportOptions.RETRY_USE_LOCAL_PART.name(), !driver.equals("smtp"));
    }
    defaults.keySet().removeIf(name -> settings.isSet(Option.bool(name, false)));
    return defaults.isEmpty() ? settings : new Derived(settings, Map.copyOf(defaults));
  }

  private record Derived(Settings settings, Map<String, Boolean> defaults) implements Settings {
    @Override
    public String name() {
      return settings.name();
    }

    @Override
    @SuppressWarnings("unchecked") // only options of boolean kind are named
    public <T> Optional<T> find(Option<T> option) {
      Boolean derived = defaults.get(option.name());
      return derived == null ? settings.find(option) : Optional.of((T) derived);
    }

    @Override
    public boolean isSet(Option<?> option) {
      return settings.isSet(option);
    }
  }
}
