// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.core.smtp.server.RateLimits.Limit;
import org.ostler.core.smtp.server.RateLimits.Pace;
import org.ostler.testing.mail.MemorySettings;

class RateLimitsTest {
  private static List<Long> millis(Pace pace, int commands) {
    return Stream.generate(pace::next).limit(commands).map(Duration::toMillis).toList();
  }

  @Test
  void delaysGrowFromTheFirstOneToTheLongest() {
    Pace pace = new Pace(Limit.read("2, 0.5s, 1.5, 1s").orElseThrow());
    assertThat(millis(pace, 6)).containsExactly(0L, 0L, 500L, 750L, 1000L, 1000L);
    pace.again();
    assertThat(millis(pace, 3)).containsExactly(0L, 0L, 500L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "1,1s,1.5", "1,1,1.5,1m", "2,0.5,1.05,4m", "2,1.5s,2,4", "1,x,2"})
  void whatEximCannotReadIsNoLimit(String text) {
    MemorySettings main = MemorySettings.NONE.withText(TrafficOptions.SMTP_RATELIMIT_RCPT, text);
    assertThat(RateLimits.objection(main))
        .contains("smtp_ratelimit_rcpt: malformed ratelimit data: " + text);
  }
}
