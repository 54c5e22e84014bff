// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.TimeZone;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;

/** {@code timezone}: the zone of logs, messages and {@code $tod_} variables, of the process. */
public final class ClockZone {
  private ClockZone() {}

  /** Puts the zone in force; unset and empty leave that of the system. */
  public static void apply(Settings main) throws InvalidArgument {
    String name = main.find(PolicyOptions.TIMEZONE).orElse("").strip();
    if (!name.isEmpty()) {
      TimeZone.setDefault(find(name));
    }
  }

  /** A zone by its name in the time zone database, or {@code utc}. */
  static TimeZone find(String name) throws InvalidArgument {
    if (name.equalsIgnoreCase("utc")) {
      return TimeZone.getTimeZone("UTC");
    }
    if (!Arrays.asList(TimeZone.getAvailableIDs()).contains(name)) {
      throw new InvalidArgument(
          "timezone: \"" + name + "\" is no zone that is known; write one as in Europe/Berlin");
    }
    return TimeZone.getTimeZone(ZoneId.of(name, ZoneId.SHORT_IDS));
  }
}
