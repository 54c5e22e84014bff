// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.acl.Hints;

/** What callouts found out, as long as the main options say. Safe for many threads. */
final class CalloutCache {
  /** What a domain's servers are remembered for. */
  enum Fact {
    /** They take mail from the null reverse-path. */
    NULL_SENDER,
    /** They take any address, so asking for one says nothing. */
    RANDOM,
    POSTMASTER
  }

  private final Hints hints;
  private final InstantSource clock;

  CalloutCache(Hints hints, InstantSource clock) {
    this.hints = hints;
    this.clock = clock;
  }

  /** Whether it was yes or no; null when it is not known or too long ago. */
  @Nullable Boolean domain(Fact fact, String domain, Settings main) {
    return fresh(
        key(fact, domain),
        main,
        CalloutOptions.CALLOUT_DOMAIN_POSITIVE_EXPIRE,
        CalloutOptions.CALLOUT_DOMAIN_NEGATIVE_EXPIRE);
  }

  @Nullable Boolean address(String address, String from, Settings main) {
    return fresh(
        key(address, from),
        main,
        CalloutOptions.CALLOUT_POSITIVE_EXPIRE,
        CalloutOptions.CALLOUT_NEGATIVE_EXPIRE);
  }

  void domain(Fact fact, String domain, boolean answer) {
    put(key(fact, domain), answer);
  }

  void address(String address, String from, boolean answer) {
    put(key(address, from), answer);
  }

  private static String key(Fact fact, String domain) {
    return "callout:" + fact.name().toLowerCase(Locale.ROOT) + ":" + domain;
  }

  // Another sender may hear another answer.
  private static String key(String address, String from) {
    return "callout:address:" + address + "/<" + from + ">";
  }

  private void put(String key, boolean answer) {
    String value = clock.instant().getEpochSecond() + (answer ? " yes" : " no");
    hints.update(key, old -> value);
  }

  private @Nullable Boolean fresh(
      String key, Settings main, Option<Duration> positive, Option<Duration> negative) {
    String value = hints.get(key);
    int space = value == null ? -1 : value.indexOf(' ');
    if (value == null || space < 1) {
      return null;
    }
    boolean answer = value.endsWith(" yes");
    long age = clock.instant().getEpochSecond() - Long.parseLong(value.substring(0, space));
    return age < main.value(answer ? positive : negative).toSeconds() ? answer : null;
  }
}
