// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ostler.testing.peers.Waiting;

class ErrandTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final AtomicInteger seen = new AtomicInteger();

  @Test
  void threadThatHasEndedHoldsNothingOfItsWork() throws Exception {
    Object message = new Object();
    WeakReference<Object> left = new WeakReference<>(message);
    Thread thread = Errand.start("delivery", workOn(message));
    message = null;
    assertThat(thread.join(LIMIT)).isTrue();
    assertThat(seen).hasValue(1);
    Waiting.until(
        "the end of what was worked on",
        LIMIT,
        () -> {
          System.gc();
          return left.get() == null;
        });
    Reference.reachabilityFence(thread);
  }

  private Runnable workOn(Object message) {
    return () -> seen.addAndGet(message == null ? 0 : 1);
  }
}
