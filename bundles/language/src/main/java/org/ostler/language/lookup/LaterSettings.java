// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.Optional;
import java.util.function.Supplier;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** The main options for lookups that are made ready while the main part is still being read. */
record LaterSettings(Supplier<Settings> main) implements Settings {
  @Override
  public String name() {
    return main.get().name();
  }

  @Override
  public <T> Optional<T> find(Option<T> option) {
    return main.get().find(option);
  }

  @Override
  public boolean isSet(Option<?> option) {
    return main.get().isSet(option);
  }
}
