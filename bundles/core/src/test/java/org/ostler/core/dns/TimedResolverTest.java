// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.core.queue.MemoryLog;
import org.ostler.testing.mail.MemorySettings;

/** {@code slow_lookup_log}: the lines are those of Exim 4.96 for a server that takes 305 ms. */
class TimedResolverTest {
  @ParameterizedTest
  @CsvSource({
    "0, 305, MX, ''",
    "-1, 305, MX, ''",
    "305, 305, MX, ''",
    "1000, 305, MX, ''",
    "200, 305, MX, Long MX lookup for 'c6.example': 305 msec",
    "200, 305, AAAA, Long AAAA lookup for 'c6.example': 305 msec",
    "200, 305, TXT_STRINGS, Long TXT lookup for 'c6.example': 305 msec",
  })
  void tellsLongLookups(int most, int took, RecordType type, String line) throws Exception {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    MemoryLog log = new MemoryLog();
    TimedResolver resolver =
        new TimedResolver(
            (name, asked) -> {
              nanos.addAndGet(Duration.ofMillis(took).toNanos());
              return new Answer.NoData(false);
            },
            MemorySettings.NONE.with(DnsOptions.SLOW_LOOKUP_LOG, most),
            log,
            nanos::get);
    assertThat(resolver.query("c6.example", type)).isEqualTo(new Answer.NoData(false));
    assertThat(String.join("", log.lines)).isEqualTo(line);
  }
}
