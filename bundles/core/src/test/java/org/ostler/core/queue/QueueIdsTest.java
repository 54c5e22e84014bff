// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ostler.api.mail.QueueId;

class QueueIdsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:38:15.392Z");

  @Test
  void writesTimeAsEximDoes() {
    // Exim's exim_msgdate reads 1xUa3T as this second
    QueueId id = new QueueIds(() -> NOW, List.of(), 0).next();
    assertThat(id.value()).startsWith("1xUa3T-").hasSize(16);
  }

  @Test
  void neverRepeats() {
    QueueIds ids = new QueueIds(() -> NOW, List.of(), 7);
    Set<QueueId> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.next())).isTrue();
    }
  }

  @Test
  void goesOnAfterTheNewestOfTheSpool() {
    QueueId last = new QueueIds(() -> NOW, List.of(), 7).next();
    QueueId next = new QueueIds(() -> NOW.minusSeconds(3600), List.of(last), 7).next();
    assertThat(next).isGreaterThan(last);
  }

  @Test
  void hostsWithNumbersMakeDifferentIds() {
    QueueIds one = new QueueIds(() -> NOW, List.of(), 7);
    QueueIds other = new QueueIds(() -> NOW, List.of(), 7);
    one.host(0);
    other.host(16);
    // As Exim: 78 and 16 * 200 + 78 steps of 5 ms, in base 62.
    assertThat(one.next().value()).endsWith("-1G");
    assertThat(other.next().value()).endsWith("-qs");
  }
}
