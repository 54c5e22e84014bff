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

  /**
   * Whether a piece from outside may stand unquoted after the beginning of a query: only where it
   * can mean nothing but itself, so that quoting would leave it as it is. Most types say no.
   */
  default boolean isPlain(String text) {
    return false;
  }
}
