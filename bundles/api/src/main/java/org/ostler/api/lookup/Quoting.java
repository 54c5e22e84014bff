// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.lookup;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The quoting operator of a lookup type, <code>${quote_name:...}</code>: a further ability of a
 * {@link Lookup}.
 */
@ConsumerType
public interface Quoting {
  /**
   * The text made safe in a query; {@code option} follows a second underscore, or is empty. Null:
   * wrong option.
   */
  @Nullable String quote(String text, String option);
}
