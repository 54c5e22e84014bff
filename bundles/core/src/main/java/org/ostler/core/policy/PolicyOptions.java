// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;
import org.ostler.api.option.Option;

/** Main options that concern the configuration itself. */
public final class PolicyOptions {
  /**
   * {@code auto}: features that the configuration names are installed by themselves; {@code
   * manual}: they are not.
   */
  public static final Option<String> FEATURES = Option.string("features", "auto");

  private PolicyOptions() {}

  public static List<Option<?>> all() {
    return List.of(FEATURES);
  }
}
