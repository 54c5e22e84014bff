// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;
import org.ostler.api.event.Event;
import org.ostler.api.event.EventSink;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/**
 * Posts each event on the Event Admin topic {@code org/ostler/} with its name, colons as slashes.
 * Posting does not wait for who listens. What is not known of an event has no property.
 */
@Component
public final class EventTopics implements EventSink {
  /** Before the name of the event. */
  static final String ROOT = "org/ostler/";

  private static final String[] VARIABLES = {"host", "host_address", "host_port"};

  private final EventAdmin admin;

  @Activate
  public EventTopics(@Reference EventAdmin admin) {
    this.admin = admin;
  }

  @Override
  public String name() {
    return "event topics";
  }

  @Override
  public boolean isNamedIn(Settings part) {
    return false;
  }

  @Override
  public Answer hear(Event event, MailView mail) throws InterruptedException {
    Map<String, Object> properties = new HashMap<>();
    properties.put("event_name", event.name());
    properties.put("event_data", event.data());
    properties.put("event_defer_errno", event.errorNumber());
    put(properties, "transport_name", event.part().name());
    QueueId id = mail.envelope().queueId();
    put(properties, "message_id", id == null ? null : id.value());
    ReversePath sender = mail.envelope().sender();
    if (sender != null) {
      properties.put("sender_address", sender.address());
    }
    Addressee addressee = mail.addressee();
    if (addressee != null) {
      properties.put("address", addressee.address());
      properties.put("recipient", addressee.recipient().address());
      put(properties, "router_name", addressee.routerName());
    }
    for (String name : VARIABLES) {
      Text value = mail.variable(name);
      put(properties, name, value == null || value.value().equals("0") ? null : value.value());
    }
    admin.postEvent(
        new org.osgi.service.event.Event(ROOT + event.name().replace(':', '/'), properties));
    return Answer.Silence.KEPT;
  }

  private static void put(Map<String, Object> properties, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      properties.put(key, value);
    }
  }
}
