// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How messages flowed for a time.
 *
 * @param messages that were acknowledged
 * @param waits how long their senders waited, from MAIL to the last reply
 */
record Flow(Duration time, int messages, List<Duration> waits) {
  /** Where a measurement began. */
  record Start(long nanos, int messages) {
    Flow until(long end, int acknowledged, List<Duration> waits) {
      return new Flow(Duration.ofNanos(end - nanos), acknowledged - messages, waits);
    }
  }

  static Flow of(List<Flow> parts) {
    return new Flow(
        parts.stream().map(Flow::time).reduce(Duration.ZERO, Duration::plus),
        parts.stream().mapToInt(Flow::messages).sum(),
        parts.stream().flatMap(part -> part.waits.stream()).toList());
  }

  double perSecond() {
    return messages / (time.toNanos() / 1e9);
  }

  Duration longestWait() {
    return waits.isEmpty() ? Duration.ZERO : Collections.max(waits);
  }

  private Duration usualWait() {
    Stream<Duration> sorted = waits.stream().sorted();
    return sorted.skip(waits.size() / 2).findFirst().orElse(Duration.ZERO);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d messages in %.1f s, %.1f a second, half of them acknowledged in %.1f ms, the slowest in %d ms",
        messages,
        time.toMillis() / 1e3,
        perSecond(),
        usualWait().toNanos() / 1e6,
        longestWait().toMillis());
  }
}
