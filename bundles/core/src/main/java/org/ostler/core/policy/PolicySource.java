// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where commands get the configuration from: the one in force, or the one they are to try. */
@FunctionalInterface
public interface PolicySource {
  /**
   * The configuration; null when it has problems, each of which {@code complaints} has heard as a
   * line.
   */
  @Nullable Policy current(Consumer<String> complaints) throws InterruptedException;
}
