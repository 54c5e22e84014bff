// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final int MOST = 3;

  @Test
  void soManyAtATimeAndAllInTheEnd() throws Exception {
    Turns turns = new Turns();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger peak = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(MOST);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(
            threads.submit(
                () -> {
                  turns.take("smtp", MOST);
                  peak.accumulateAndGet(now.incrementAndGet(), Math::max);
                  full.countDown();
                  full.await(); // the first three are there together
                  now.decrementAndGet();
                  turns.giveBack("smtp");
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(peak).hasValue(MOST);
  }
}
