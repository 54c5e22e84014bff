// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** The load average of this machine over the last minute, in thousandths. */
public final class LoadAverage {
  private LoadAverage() {}

  /** In thousandths; 0 where the system does not tell. */
  public static long now() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return Math.max(0, Math.round(load * 1000));
  }

  /** The load when it is above the limit that an option sets. */
  static Optional<Long> above(Option<Integer> limit, Settings main) {
    int most = main.find(limit).orElse(-1);
    long load = most < 0 ? 0 : now();
    return most >= 0 && load > most ? Optional.of(load) : Optional.empty();
  }

  /** As logs have it, with two decimals. */
  static String text(long thousandths) {
    return String.format(Locale.ROOT, "%.2f", thousandths / 1000.0);
  }
}
