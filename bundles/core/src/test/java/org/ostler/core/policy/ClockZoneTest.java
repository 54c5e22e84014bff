// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The zones are those that exim4 takes; a name that nobody knows is UTC there, and told here. */
class ClockZoneTest {
  @Test
  void zonesHaveTheNamesOfTheirDatabase() throws Exception {
    assertThat(ClockZone.find("Europe/Berlin").getID()).isEqualTo("Europe/Berlin");
    assertThat(ClockZone.find("UTC").getRawOffset()).isZero();
    assertThat(ClockZone.find("utc").getRawOffset()).isZero();
    assertThat(ClockZone.find("EST5EDT").getRawOffset()).isEqualTo(-5 * 3_600_000);
    assertThatThrownBy(() -> ClockZone.find("nope/zone")).hasMessageContaining("Europe/Berlin");
  }
}
