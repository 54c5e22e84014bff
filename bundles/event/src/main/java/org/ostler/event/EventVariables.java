// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.event.Event;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/** The variables of the event whose action runs; empty at any other time. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {
      "kind=variable",
      "word:List<String>=\"event_name,event_data,event_defer_errno,tpda_delivery_ip,"
          + "tpda_delivery_port,tpda_delivery_fqdn,tpda_delivery_local_part,tpda_delivery_domain,"
          + "tpda_delivery_confirmation,tpda_defer_errno,tpda_defer_errstr\""
    })
public final class EventVariables implements VariableSet {
  private static final String ORIGIN = "an event";

  /** Old names, and what they are called today. */
  private static final Map<String, String> OLD =
      Map.of(
          "tpda_delivery_ip", "host_address",
          "tpda_delivery_port", "host_port",
          "tpda_delivery_fqdn", "host",
          "tpda_delivery_local_part", "local_part",
          "tpda_delivery_domain", "domain",
          "tpda_delivery_confirmation", "event_data",
          "tpda_defer_errno", "event_defer_errno",
          "tpda_defer_errstr", "event_data");

  @Override
  public Set<String> names() {
    return Set.of(
        "event_name",
        "event_data",
        "event_defer_errno",
        "tpda_delivery_ip",
        "tpda_delivery_port",
        "tpda_delivery_fqdn",
        "tpda_delivery_local_part",
        "tpda_delivery_domain",
        "tpda_delivery_confirmation",
        "tpda_defer_errno",
        "tpda_defer_errstr");
  }

  @Override
  public @Nullable Text value(String name, MailView mail) throws InterruptedException {
    Event event = Underway.of(mail).event;
    String today = OLD.getOrDefault(name, name);
    return switch (today) {
      case "event_name" -> event == null ? null : Text.of(event.name());
      case "event_data" -> event == null ? null : Text.tainted(event.data(), ORIGIN);
      case "event_defer_errno" ->
          Text.of(Integer.toString(event == null ? 0 : event.errorNumber()));
      default -> event == null ? null : mail.variable(today);
    };
  }
}
