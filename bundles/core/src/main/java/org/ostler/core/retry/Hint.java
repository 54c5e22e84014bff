// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a host or an address that fails.
 *
 * @param first when it failed first
 * @param last when it was tried last
 * @param next when to try again
 * @param expired whether all retry times are over
 * @param reason what went wrong last
 */
public record Hint(Instant first, Instant last, Instant next, boolean expired, String reason) {
  /** The hint after one more failure. */
  static Hint after(
      @Nullable Hint before,
      RetryRule rule,
      Instant now,
      Duration longest,
      String reason,
      RandomGenerator random) {
    Instant first = before == null ? now : before.first;
    Duration failing = Duration.between(first, now);
    RetryRule.Step step = rule.stepAfter(failing);
    Duration gap = step == null ? Duration.ofMinutes(1) : gap(before, step, now, random);
    if (gap.compareTo(longest) > 0) {
      gap = longest;
    }
    return new Hint(first, now, now.plus(gap), rule.isOverAfter(failing), reason);
  }

  private static Duration gap(
      @Nullable Hint before, RetryRule.Step step, Instant now, RandomGenerator random) {
    if (step.kind() == RetryRule.Kind.F || before == null) {
      return step.interval();
    }
    long predicted = Duration.between(before.last, before.next).toSeconds();
    long actual = Duration.between(before.last, now).toSeconds();
    long last = Math.max(0, Math.min(predicted, actual));
    long grown = last * step.factor() / 1000;
    long least = step.interval().toSeconds();
    if (step.kind() == RetryRule.Kind.G) {
      return Duration.ofSeconds(last < least ? least : grown);
    }
    // H: between the first interval and the grown one, in its upper half
    long spread = grown - least;
    return Duration.ofSeconds(
        spread <= 1 ? least : least + spread / 2 + random.nextLong(spread / 2 + 1));
  }
}
