// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.ostler.api.event.EventSink;
import org.ostler.testing.event.EventSinkContract;
import org.ostler.testing.event.MemoryEvent;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;

class EventTopicsTest implements EventSinkContract {
  private final List<Event> posted = new ArrayList<>();

  @Override
  public EventSink sink() {
    return new EventTopics(
        new EventAdmin() {
          @Override
          public void postEvent(Event event) {
            posted.add(event);
          }

          @Override
          public void sendEvent(Event event) {
            throw new AssertionError("a delivery must not wait for listeners");
          }
        });
  }

  @Test
  void postsOnTheTopicOfTheName() throws Exception {
    MemoryMail mail =
        new MemoryMail().set("host", "mx.far.example").set("host_port", "0").set("x", "y");
    sink()
        .hear(
            new MemoryEvent(
                "msg:rcpt:host:defer", "451 later", -44, MemorySettings.named("remote"), false),
            mail);
    Event event = posted.getFirst();
    assertThat(event.getTopic()).isEqualTo("org/ostler/msg/rcpt/host/defer");
    assertThat(event.getProperty("event_name")).isEqualTo("msg:rcpt:host:defer");
    assertThat(event.getProperty("event_data")).isEqualTo("451 later");
    assertThat(event.getProperty("event_defer_errno")).isEqualTo(-44);
    assertThat(event.getProperty("transport_name")).isEqualTo("remote");
    assertThat(event.getProperty("host")).isEqualTo("mx.far.example");
    assertThat(event.containsProperty("host_port")).isFalse();
  }
}
