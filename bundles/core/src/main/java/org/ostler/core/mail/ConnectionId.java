// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for {@code $connection_id} and {@code Ci=} in the log. Where Exim takes the number of the
 * process that serves the connection, all sessions share one here: the time counts, so that a
 * number is not used again after a restart either.
 */
public final class ConnectionId {
  /** The remark of a connection that has its number. */
  public static final String REMARK = "connection_id";

  private static final AtomicLong LAST = new AtomicLong();

  private ConnectionId() {}

  /**
   * A number that no connection of this server has had.
   *
   * @param now when the connection began
   */
  public static String next(Instant now) {
    return Long.toString(LAST.accumulateAndGet(now.toEpochMilli(), (a, b) -> Math.max(a + 1, b)));
  }
}
