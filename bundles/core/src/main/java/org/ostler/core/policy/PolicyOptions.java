// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.time.Duration;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/** Main options that concern the configuration itself. */
public final class PolicyOptions {
  /**
   * {@code auto}: features that the configuration names are installed by themselves; {@code
   * manual}: they are not.
   */
  public static final Option<String> FEATURES = Option.string("features", "auto");

  /**
   * How long a session or a delivery waits for a feature that is away. An update takes well under a
   * second; a removal for good must not hold sessions longer than clients wait.
   */
  public static final Option<Duration> FEATURE_GRACE = Option.time("feature_grace", "20s");

  public static final Option<Expandable> PID_FILE_PATH = Option.expanded("pid_file_path", null);
  public static final Option<String> TIMEZONE = Option.string("timezone", null);

  private PolicyOptions() {}

  public static List<Option<?>> all() {
    return List.of(FEATURES, FEATURE_GRACE, PID_FILE_PATH, TIMEZONE);
  }
}
