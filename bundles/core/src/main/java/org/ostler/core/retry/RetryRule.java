// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.list.MatchList;

/**
 * One line of the retry section.
 *
 * @param source the line as written
 * @param pattern the pattern as written
 * @param addresses what it is for, an address list of one item
 * @param error the error's word, or {@code *}
 * @param senders restricts it, or null
 * @param steps the schedule, none for "do not retry"
 */
public record RetryRule(
    String source,
    String pattern,
    MatchList addresses,
    String error,
    @Nullable MatchList senders,
    List<Step> steps) {
  /**
   * A part of a schedule.
   *
   * @param kind F fixed, G geometric, H as G with chance
   * @param until how long after the first failure it is in force
   * @param interval the interval, for G and H the first
   * @param factor what intervals grow by, in thousandths
   */
  public record Step(Kind kind, Duration until, Duration interval, int factor) {}

  /** How intervals grow. */
  public enum Kind {
    F,
    G,
    H
  }

  /** The part that is in force after failing for so long; the last one when all are over. */
  @Nullable Step stepAfter(Duration failing) {
    for (Step step : steps) {
      if (step.until().compareTo(failing) > 0) {
        return step;
      }
    }
    return steps.isEmpty() ? null : steps.getLast();
  }

  /** Whether it is time to give up. */
  boolean isOverAfter(Duration failing) {
    return steps.isEmpty() || failing.compareTo(steps.getLast().until()) > 0;
  }
}
