// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.Collection;
import java.util.Optional;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * A transport as it is where only the driver's own options count.
 *
 * @param written what the configuration says
 * @param usual the same transport with no option set
 * @param own those that count
 */
record OwnOptions(Settings written, Settings usual, Collection<Option<?>> own) implements Settings {
  @Override
  public String name() {
    return written.name();
  }

  @Override
  public <T> Optional<T> find(Option<T> option) {
    return (own.contains(option) ? written : usual).find(option);
  }

  @Override
  public boolean isSet(Option<?> option) {
    return own.contains(option) && written.isSet(option);
  }
}
