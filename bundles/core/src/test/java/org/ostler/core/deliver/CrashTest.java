// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.transport.Outcome;

/**
 * The machine stops at each change of the spool in turn; after a restart everything arrives, at
 * worst twice.
 */
class CrashTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void losesNothing(int changes) throws Exception {
    DeliveryHouse house = new DeliveryHouse(directory);
    house.retry.add("* * F,1d,15m");
    house.answers.put("bob@example.com", d -> new Outcome.Failed(Outcome.Trouble.of("no")));
    house.dead.add("mx.two.example");
    house.open();
    house.spool.changesLeft = changes;
    house.receive("s@example.com", "list@example.com", "y@two.example", "later@example.com");
    house.settle().after(Duration.ofMinutes(20)).after(Duration.ofMinutes(20));

    house.spool.changesLeft = -1;
    house.spool.broken = false;
    house.dead.clear();
    house.routers = DeliveryHouse.ROUTERS.replace(":defer: try later", "ann@example.com");
    house.open().settle();
    for (int i = 0; i < 4; i++) {
      house.after(Duration.ofMinutes(20));
    }

    Set<String> reached =
        house.delivered.stream()
            .flatMap(one -> one.addresses().stream())
            .collect(Collectors.toSet());
    assertThat(reached)
        .contains("ann@example.com", "x@far.example", "y@two.example", "s@example.com");
    assertThat(house.delivered)
        .filteredOn(one -> one.addresses().contains("s@example.com"))
        .anyMatch(one -> one.content().contains("bob@example.com"));
    assertThat(house.spool.ids()).isEmpty();
  }
}
