// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ostler.api.event.EventSink;
import org.ostler.api.event.EventSink.Answer;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

/** What every sink of events does. An implementation supplies the sink. */
public interface EventSinkContract {
  /** The sink. */
  EventSink sink() throws Exception;

  @Test
  default void sinkHasANameThatStays() throws Exception {
    assertThat(sink().name()).isNotBlank().isEqualTo(sink().name());
  }

  @Test
  default void sinkIsNotNamedInSettingsThatSetNothing() throws Exception {
    assertThat(sink().isNamedIn(MemorySettings.NONE)).isFalse();
    assertThat(sink().isNamedIn(MemorySettings.named("smtp"))).isFalse();
  }

  @Test
  default void copesWithMailOfWhichNothingIsKnown() throws Exception {
    MemoryEvent event = MemoryEvent.after("tcp:close", "", MemorySettings.named("smtp"));
    assertThat(sink().hear(event, new MemoryMail())).isEqualTo(Answer.Silence.KEPT);
  }

  @Test
  default void hearsEventsThatItDoesNotKnow() throws Exception {
    MemoryEvent event = MemoryEvent.after("some:day", "some data", MemorySettings.NONE);
    assertThat(sink().hear(event, new MemoryMail())).isEqualTo(Answer.Silence.KEPT);
  }
}
