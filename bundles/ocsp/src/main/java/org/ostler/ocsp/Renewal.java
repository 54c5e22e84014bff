// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When a proof is fetched next. */
final class Renewal {
  static final Duration SOONEST = Duration.ofMinutes(1);
  static final Duration LATEST_RETRY = Duration.ofHours(1);

  private final RandomGenerator random;

  Renewal(RandomGenerator random) {
    this.random = random;
  }

  /**
   * After a fetch that went well: at half life. A responder that hands out proofs past that is
   * asked again when half of the rest is over.
   */
  Instant afterSuccess(Instant now, Instant thisUpdate, Instant nextUpdate) {
    Instant half = thisUpdate.plus(Duration.between(thisUpdate, nextUpdate).dividedBy(2));
    Instant wanted =
        half.isAfter(now) ? half : now.plus(Duration.between(now, nextUpdate).dividedBy(2));
    Instant soonest = now.plus(SOONEST);
    return wanted.isAfter(soonest) ? wanted : soonest;
  }

  /**
   * After fetches that failed: a minute, then twice as long each time up to an hour, a fifth more
   * or less so that many certificates do not ask at once.
   *
   * @param failures how many in a row, from 1
   */
  Instant afterFailure(Instant now, int failures) {
    long doubled = SOONEST.toMillis() << Math.min(failures - 1, 10);
    long wait = Math.min(doubled, LATEST_RETRY.toMillis());
    return now.plusMillis(Math.round(wait * random.nextDouble(0.8, 1.2)));
  }
}
