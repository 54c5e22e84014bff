// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.option;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The values of options in one part of a configuration snapshot. Immutable. */
@ProviderType
public interface Settings {
  /** The name of the router or transport; empty for the main part. */
  String name();

  /** The value, set or default; empty when the option is unset and has no default. */
  <T> Optional<T> find(Option<T> option);

  /** The value of an option that has a default. Asking for one that has no value is a bug. */
  default <T> T value(Option<T> option) {
    return find(option)
        .orElseThrow(() -> new IllegalStateException(option.name() + " has no value"));
  }

  /** Whether the configuration sets the option. */
  boolean isSet(Option<?> option);
}
