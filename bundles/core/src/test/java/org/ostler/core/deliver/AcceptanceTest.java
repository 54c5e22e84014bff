// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.QueueId;
import org.ostler.core.queue.Dispatch;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.queue.QueueIds;

/** What the spool has taken is in the queue, whatever happens next. */
class AcceptanceTest {
  @TempDir Path directory;
  private DeliveryHouse house;

  @BeforeEach
  void open() throws Exception {
    house = new DeliveryHouse(directory).open();
  }

  /** A second record could fail, and the peer would send again what we have already. */
  @Test
  void aMessageThatAnAclFreezesIsAcceptedByOneRecord() throws Exception {
    house.spool.changesLeft = 1;
    QueueId id = house.receive(m -> m.controls.freeze = true, "s@example.com", "ann@example.com");
    house.spool.broken = false;
    house.spool.changesLeft = -1;
    house.run();
    house.settle();
    assertThat(house.delivered).isEmpty();
    house.open().after(Duration.ZERO);
    assertThat(house.delivered).isEmpty();
    assertThat(house.queue.open(id).frozenSince()).isEqualTo(house.now);
    assertThat(house.queue.take(id)).isTrue();
    house.queue.deliver(id, Dispatch.Reason.FORCED);
    house.settle();
    assertThat(house.delivered).hasSize(1);
    assertThat(house.spool.ids()).isEmpty();
  }

  @Test
  void whatComesBeforeDeliveriesBeginIsDueWhenTheyDo() throws Exception {
    house.queue =
        new MessageQueue(
            house.spool,
            new QueueIds(() -> house.now, house.spool.ids(), 1),
            house.log,
            () -> house.now);
    house.receive("s@example.com", "ann@example.com");
    house.queue.tick();
    house.run();
    QueueId[] begun = new QueueId[1];
    house.queue.start((id, fresh, reason) -> begun[0] = id);
    house.queue.tick();
    assertThat(begun).containsExactlyElementsOf(house.spool.ids());
  }

  @Test
  void aDeliveryThatCannotBeginIsBegunAgain() throws Exception {
    house.queue.start(
        (id, fresh, reason) -> {
          throw new IllegalStateException("no thread");
        });
    QueueId id = house.receive("s@example.com", "ann@example.com");
    assertThat(house.log()).contains("delivery cannot begin");
    house.queue.start(house.deliverer);
    house.after(Duration.ofMinutes(5));
    assertThat(house.delivered).hasSize(1);
    assertThat(house.queue.contains(id)).isFalse();
  }
}
