// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.ostler.api.dns.Resolver;
import org.ostler.api.option.Settings;
import org.ostler.core.log.Log;

/** {@code slow_lookup_log}: a resolver whose long lookups the main log tells. */
public final class TimedResolver implements Resolver {
  private final Resolver resolver;
  private final int most;
  private final Log log;
  private final LongSupplier nanos;

  /** Tells what takes longer than the main part says. */
  public TimedResolver(Resolver resolver, Settings main, Log log) {
    this(resolver, main, log, System::nanoTime);
  }

  TimedResolver(Resolver resolver, Settings main, Log log, LongSupplier nanos) {
    this.resolver = resolver;
    this.most = main.value(DnsOptions.SLOW_LOOKUP_LOG);
    this.log = log;
    this.nanos = nanos;
  }

  @Override
  public Answer query(String name, RecordType type) throws InterruptedException {
    long begin = nanos.getAsLong();
    Answer answer = resolver.query(name, type);
    long took = Duration.ofNanos(nanos.getAsLong() - begin).toMillis();
    if (most > 0 && took > most) {
      log.main(null, "Long " + type.wireName() + " lookup for '" + name + "': " + took + " msec");
    }
    return answer;
  }
}
