// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.mail.QueueId;
import org.ostler.api.transport.Outcome;
import org.ostler.testing.mail.MemoryExpandable;

/**
 * Real threads: nothing is lost, nothing doubled, and a hop that stands still holds up nobody else.
 */
class ManyThreadsTest {
  private static final int MESSAGES = 1500;

  @TempDir Path directory;

  @Test
  void deliversEverythingOnceBesideADeadHop() throws Exception {
    CountDownLatch dead = new CountDownLatch(1);
    CountDownLatch live = new CountDownLatch(MESSAGES);
    Queue<String> taken = new ConcurrentLinkedQueue<>();
    Queue<Thread> running = new ConcurrentLinkedQueue<>();
    DeliveryHouse house = new DeliveryHouse(directory).limits(new Hops.Limits(3, 6, 50, 8));
    house.concurrent(
        work -> running.add(Thread.ofVirtual().start(work)),
        (delivery, addressee) -> {
          if (addressee.domain().equals("far.example")) {
            dead.await();
          } else {
            live.countDown();
          }
          taken.add(addressee.address());
          return new Outcome.Delivered(delivery.hosts().getFirst(), "250 ok");
        });
    for (int i = 0; i < MESSAGES; i++) {
      house.receive("s@example.com", i + "@far.example", i + "@two.example");
    }
    assertThat(live.await(60, TimeUnit.SECONDS)).as("the live hop is served").isTrue();
    assertThat(house.spool.ids()).hasSize(MESSAGES);
    dead.countDown();
    for (Thread thread = running.poll(); thread != null; thread = running.poll()) {
      assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
    }
    List<QueueId> left = house.spool.ids();
    assertThat(left).isEmpty();
    assertThat(taken).doesNotHaveDuplicates().hasSize(2 * MESSAGES);
    assertThat(house.log.panics).isEmpty();
  }

  /** {@code max_parallel}: so many meet, and one more never comes to them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aTransportHasItsOwnLimit(int most) throws Exception {
    CountDownLatch met = new CountDownLatch(most);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    Queue<Integer> seen = new ConcurrentLinkedQueue<>();
    Queue<Thread> running = new ConcurrentLinkedQueue<>();
    DeliveryHouse house = new DeliveryHouse(directory);
    house.smtp =
        house.smtp.with(
            TransportOptions.MAX_PARALLEL, new MemoryExpandable(Integer.toString(most)));
    house.concurrent(
        work -> running.add(Thread.ofVirtual().start(work)),
        (delivery, addressee) -> {
          seen.add(inside.incrementAndGet());
          met.countDown();
          assertThat(met.await(60, TimeUnit.SECONDS)).isTrue();
          // Time for one more to come, which a limit that holds does not let in.
          never.await(50, TimeUnit.MILLISECONDS);
          inside.decrementAndGet();
          return new Outcome.Delivered(delivery.hosts().getFirst(), "250 ok");
        });
    for (int i = 0; i < 2; i++) {
      house.receive("s@example.com", i + "@far.example");
      house.receive("s@example.com", i + "@two.example");
    }
    for (Thread thread = running.poll(); thread != null; thread = running.poll()) {
      assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(house.spool.ids()).isEmpty();
    assertThat(seen).hasSize(4).contains(most).allMatch(count -> count <= most);
  }
}
