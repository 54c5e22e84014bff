// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.time.Duration;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/** Main options of callouts. */
public final class CalloutOptions {
  public static final Option<Duration> CALLOUT_DOMAIN_NEGATIVE_EXPIRE =
      Option.time("callout_domain_negative_expire", "3h");
  public static final Option<Duration> CALLOUT_DOMAIN_POSITIVE_EXPIRE =
      Option.time("callout_domain_positive_expire", "168h");
  public static final Option<Duration> CALLOUT_NEGATIVE_EXPIRE =
      Option.time("callout_negative_expire", "2h");
  public static final Option<Duration> CALLOUT_POSITIVE_EXPIRE =
      Option.time("callout_positive_expire", "24h");
  public static final Option<Expandable> CALLOUT_RANDOM_LOCAL_PART =
      Option.expanded("callout_random_local_part", "$primary_hostname-$tod_epoch-testing");

  private CalloutOptions() {}

  public static List<Option<?>> all() {
    return List.of(
        CALLOUT_DOMAIN_NEGATIVE_EXPIRE,
        CALLOUT_DOMAIN_POSITIVE_EXPIRE,
        CALLOUT_NEGATIVE_EXPIRE,
        CALLOUT_POSITIVE_EXPIRE,
        CALLOUT_RANDOM_LOCAL_PART);
  }
}
