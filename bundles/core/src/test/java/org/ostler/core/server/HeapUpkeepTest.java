// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapUpkeepTest {
  private static final long MEBI = 1 << 20;

  @Test
  void littleGrowthIsNotWorthACollection() {
    assertThat(HeapUpkeep.isWorthwhile(32 * MEBI, 20 * MEBI)).isFalse();
    assertThat(HeapUpkeep.isWorthwhile(33 * MEBI, 20 * MEBI)).isTrue();
  }

  @Test
  void largeHeapMayGrowInProportion() {
    assertThat(HeapUpkeep.isWorthwhile(370 * MEBI, 300 * MEBI)).isFalse();
    assertThat(HeapUpkeep.isWorthwhile(376 * MEBI, 300 * MEBI)).isTrue();
  }

  @Test
  void lessThanLivedBeforeIsNoReason() {
    assertThat(HeapUpkeep.isWorthwhile(10 * MEBI, 300 * MEBI)).isFalse();
  }
}
