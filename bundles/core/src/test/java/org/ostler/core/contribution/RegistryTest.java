// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegistryTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** A contribution that knows whether it is still to be called. */
  private static final class Feature {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicInteger cut = new AtomicInteger();

    void call() {
      running.incrementAndGet();
      if (gone.get()) {
        cut.incrementAndGet();
      }
      Thread.yield();
      if (gone.get()) {
        cut.incrementAndGet();
      }
      running.decrementAndGet();
    }

    void end() {
      gone.set(true);
      cut.addAndGet(running.get());
    }
  }

  @Test
  void noCallIsCutWhileAFeatureIsReplacedAgainAndAgain() throws Exception {
    Registry<Feature> registry = new Registry<>("lookup type", LONG, LONG);
    AtomicBoolean over = new AtomicBoolean();
    List<Feature> all = new ArrayList<>();
    Feature present = new Feature();
    registry.add("x", present, "feature-x");
    all.add(present);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        callers.add(threads.submit(() -> callUntil(over, registry)));
      }
      for (int i = 0; i < 300; i++) {
        assertThat(registry.remove("x", present)).isTrue();
        present.end();
        present = new Feature();
        all.add(present);
        registry.add("x", present, "feature-x");
      }
      over.set(true);
      for (Future<Integer> caller : callers) {
        assertThat(caller.get()).isPositive();
      }
    }
    assertThat(all).allSatisfy(feature -> assertThat(feature.cut).hasValue(0));
  }

  private static int callUntil(AtomicBoolean over, Registry<Feature> registry) throws Exception {
    int calls = 0;
    while (!over.get() || calls == 0) {
      try (Registry.Lease<Feature> lease = registry.borrow("x")) {
        lease.contribution().call();
        calls++;
      }
    }
    return calls;
  }

  @Test
  void replacingByAddAloneLetsRunningCallsEnd() throws Exception {
    Registry<String> registry = new Registry<>("lookup type", LONG, LONG);
    registry.add("x", "old", "f");
    Registry.Lease<String> lease = registry.borrow("x");
    registry.add("x", "new", "f");
    try (Registry.Lease<String> next = registry.borrow("x")) {
      assertThat(next.contribution()).isEqualTo("new");
      assertThat(next.generation()).isGreaterThan(lease.generation());
    }
    // Whoever gave the old one may not end before its last call has.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> removal = threads.submit(() -> registry.remove("x", "old"));
      assertThatThrownBy(() -> removal.get(100, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      lease.close();
      assertThat(removal.get()).isTrue();
    }
    assertThat(registry.isPresent("x")).isTrue();
  }

  @Test
  void aCallWaitsForAFeatureThatIsAwayForAMoment() throws Exception {
    Registry<String> registry = new Registry<>("lookup type", LONG, LONG);
    CountDownLatch asked = new CountDownLatch(1);
    Callable<String> caller =
        () -> {
          asked.countDown();
          try (Registry.Lease<String> lease = registry.borrow("x")) {
            return lease.contribution();
          }
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> call = threads.submit(caller);
      asked.await();
      registry.add("y", "another", "f");
      registry.add("x", "here", "f");
      assertThat(call.get()).isEqualTo("here");
    }
  }

  @Test
  void aCallToWhatStaysAwaySaysSo() {
    Registry<String> registry = new Registry<>("lookup type", Duration.ofMillis(1), LONG);
    assertThatThrownBy(() -> registry.borrow("x"))
        .isInstanceOf(Absent.class)
        .hasMessage(
            "lookup type \"x\" is not there now: its feature is being updated or was removed");
  }

  @Test
  void nobodyWaitsForWhatHasBeenAwayForLongerThanAnUpdate() throws Exception {
    Registry<String> registry = new Registry<>("lookup type", Duration.ofMillis(50), LONG);
    registry.add("x", "here", "f");
    registry.remove("x", "here");
    assertThatThrownBy(() -> registry.borrow("x")).isInstanceOf(Absent.class);
    registry.grace(Duration.ofMillis(60));
    long asked = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> registry.borrow("x")).isInstanceOf(Absent.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
    registry.add("x", "back", "f");
    try (Registry.Lease<String> lease = registry.borrow("x")) {
      assertThat(lease.contribution()).isEqualTo("back");
    }
  }

  @Test
  void whatBelongsToAFeatureThatIsComingBackIsWaitedFor() throws Exception {
    Duration second = Duration.ofSeconds(1);
    AtomicLong arrival = new AtomicLong(System.nanoTime());
    Registry<String> sinks = new Registry<>("event sink", second, LONG, arrival);
    Registry<String> variables = new Registry<>("variable", second, LONG, arrival);
    variables.add("x", "here", "f");
    variables.remove("x", "here");
    assertThatThrownBy(() -> variables.borrow("x")).isInstanceOf(Absent.class);
    sinks.add("y", "back first", "f");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> call =
          threads.submit(
              () -> {
                try (Registry.Lease<String> lease = variables.borrow("x")) {
                  return lease.contribution();
                }
              });
      assertThatThrownBy(() -> call.get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      variables.add("x", "back", "f");
      assertThat(call.get()).isEqualTo("back");
    }
  }

  @Test
  void removalDoesNotWaitForEver() throws Exception {
    Registry<String> registry = new Registry<>("lookup type", LONG, Duration.ofMillis(1));
    registry.add("x", "busy", "f");
    try (Registry.Lease<String> lease = registry.borrow("x")) {
      assertThat(registry.remove("x", "busy")).isFalse();
      assertThat(lease.contribution()).isEqualTo("busy");
    }
    assertThat(registry.names()).isEmpty();
  }

  @Test
  void removingWhatAnotherReplacedLeavesTheOther() throws Exception {
    Registry<String> registry = new Registry<>("lookup type", LONG, LONG);
    registry.add("x", "old", "f");
    registry.add("x", "new", "f");
    assertThat(registry.remove("x", "old")).isTrue();
    assertThat(registry.all()).containsExactly("new");
  }

  @Test
  void whatWentAMomentAgoIsExpectedBack() throws Exception {
    Registry<Feature> registry = new Registry<>("lookup type", LONG, LONG);
    Feature feature = new Feature();
    assertThat(registry.isExpected("x")).isFalse();
    registry.add("x", feature, "feature-x");
    assertThat(registry.isExpected("x")).isTrue();
    assertThat(registry.remove("x", feature)).isTrue();
    assertThat(registry.isPresent("x")).isFalse();
    assertThat(registry.isExpected("x")).isTrue();
    Registry<Feature> impatient = new Registry<>("lookup type", Duration.ZERO, LONG);
    impatient.add("x", feature, "feature-x");
    assertThat(impatient.remove("x", feature)).isTrue();
    assertThat(impatient.isExpected("x")).isFalse();
  }
}
