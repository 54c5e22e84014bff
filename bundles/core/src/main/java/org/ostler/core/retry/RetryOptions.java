// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import java.time.Duration;
import java.util.List;
import org.ostler.api.option.Option;

/** Options of the main part about retrying. */
public final class RetryOptions {
  public static final Option<Duration> RETRY_DATA_EXPIRE = Option.time("retry_data_expire", "7d");
  public static final Option<Duration> RETRY_INTERVAL_MAX =
      Option.time("retry_interval_max", "24h");

  public static final List<Option<?>> ALL = List.of(RETRY_DATA_EXPIRE, RETRY_INTERVAL_MAX);

  private RetryOptions() {}
}
