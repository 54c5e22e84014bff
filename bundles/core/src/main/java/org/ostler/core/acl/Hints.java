// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered from one session to the next by key: small texts that survive a restart.
 * Losing one costs no mail. Safe for many threads.
 */
public interface Hints {
  /**
   * Reads and writes one value at once; {@code change} gets null when there is none and gives null
   * to forget it.
   */
  @Nullable String update(String key, UnaryOperator<@Nullable String> change);

  /** The value, or null. */
  @Nullable String get(String key);
}
