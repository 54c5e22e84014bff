// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order that RFC 2782 asks for. */
class ServiceRecordTest {
  private static List<String> order(Random random, String... records) {
    List<ServiceRecord> parsed = Stream.of(records).map(ServiceRecord::parse).toList();
    return ServiceRecord.inOrder(parsed, random).stream().map(ServiceRecord::host).toList();
  }

  @Test
  void lowerPrioritiesComeFirst() {
    assertThat(order(new Random(1), "20 9 25 c", "10 0 25 b", "5 1 26 a"))
        .containsExactly("a", "b", "c");
    assertThat(ServiceRecord.parse("5 1 26 a")).isEqualTo(new ServiceRecord(5, 1, 26, "a"));
  }

  @Test
  void weightsAreChances() {
    Random random = new Random(1);
    int heavy = 0;
    for (int i = 0; i < 1000; i++) {
      List<String> order = order(random, "1 0 25 zero", "1 90 25 heavy", "1 10 25 light");
      assertThat(order).containsExactlyInAnyOrder("zero", "heavy", "light");
      heavy += order.getFirst().equals("heavy") ? 1 : 0;
    }
    assertThat(heavy).isBetween(850, 940);
  }
}
