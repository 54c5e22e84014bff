// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ostler.api.mail.QueueId;
import org.ostler.core.deliver.Hops.Health;

class HopsTest {
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final List<QueueId> awake = new ArrayList<>();
  private final List<String> ran = new ArrayList<>();
  private final Hops hops = new Hops(new Hops.Limits(2, 4, 6, 3), awake::add, threads::add);

  private boolean submit(String hop, Health health) {
    return hops.submit(
        hop,
        () -> {
          ran.add(hop);
          return health;
        });
  }

  private static QueueId id(int number) {
    return new QueueId("1tAbCd-%06d-00".formatted(number));
  }

  @Test
  void startsAsManyAsTheHopMayHave() {
    for (int i = 0; i < 5; i++) {
      assertThat(submit("a", Health.GOOD)).isTrue();
    }
    assertThat(threads).hasSize(2);
    assertThat(submit("a", Health.GOOD)).as("the line is full").isFalse();
    assertThat(submit("b", Health.GOOD)).as("another hop is free").isTrue();
    assertThat(threads).hasSize(3);
  }

  @Test
  void growsOnSuccessAndIsCutOnTrouble() {
    for (int i = 0; i < 4; i++) {
      submit("a", Health.GOOD);
    }
    threads.remove().run();
    assertThat(hops.limit("a")).isGreaterThanOrEqualTo(3);
    for (int i = 0; i < 3; i++) {
      submit("a", Health.TROUBLE);
    }
    threads.remove().run();
    assertThat(hops.limit("a")).isEqualTo(1);
  }

  @Test
  void wakesParkedMessagesWhenTheLineIsShort() {
    for (int i = 0; i < 5; i++) {
      submit("a", Health.GOOD);
    }
    hops.park("a", id(1));
    hops.park("a", id(2));
    assertThat(awake).isEmpty();
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
    assertThat(awake).containsExactly(id(1), id(2));
    assertThat(ran).hasSize(5);
    assertThat(hops.running()).isZero();
  }

  @Test
  void wakesAtOnceWhenTheHopIsIdle() {
    hops.park("a", id(1));
    assertThat(awake).containsExactly(id(1));
  }

  @Test
  void sharesTheTotalAmongHops() {
    for (String hop : List.of("a", "a", "b", "b", "c", "c", "d", "d")) {
      submit(hop, Health.GOOD);
    }
    assertThat(threads).hasSize(6);
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
    assertThat(ran).hasSize(8).contains("d");
  }

  @Test
  void aJobThatBreaksDoesNotTakeTheNextOneWithIt() {
    for (int i = 0; i < 2; i++) {
      hops.submit(
          "a",
          () -> {
            throw new IllegalStateException("a bug");
          });
    }
    submit("a", Health.GOOD);
    submit("a", Health.GOOD);
    while (!threads.isEmpty()) {
      try {
        threads.remove().run();
      } catch (IllegalStateException bug) {
        assertThat(bug).hasMessage("a bug");
      }
    }
    assertThat(ran).containsExactly("a", "a");
    assertThat(hops.running()).isZero();
  }
}
