// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ostler.testing.mail.MemorySettings;

/** Who has no line in the password file goes by what the configuration says. */
class CallerNameTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");

  private static Situation with(MemorySettings settings) {
    return new Situation(
        (name, situation) -> null,
        settings,
        new Connection(null, 0, null, 0, NOW),
        new Message(NOW));
  }

  private static final MemorySettings NAMED =
      MemorySettings.named("main")
          .withText(CallerName.UNKNOWN_LOGIN, "container")
          .withText(CallerName.UNKNOWN_USERNAME, "Some Container");

  @Test
  void callersWithoutANameGetOne() throws Exception {
    assertThat(CallerName.login("?", with(NAMED))).isEqualTo("container");
    assertThat(CallerName.login("", with(NAMED))).isEqualTo("container");
    assertThat(CallerName.fullName("container", with(NAMED))).isEqualTo("Some Container");
  }

  @Test
  void othersKeepTheirs() throws Exception {
    assertThat(CallerName.login("joe", with(NAMED))).isEqualTo("joe");
  }

  @Test
  void withoutTheOptionsNothingChanges() throws Exception {
    Situation plain = with(MemorySettings.named("main"));
    assertThat(CallerName.login("?", plain)).isEqualTo("?");
    assertThat(CallerName.fullName("?", plain)).isEqualTo("?");
  }
}
