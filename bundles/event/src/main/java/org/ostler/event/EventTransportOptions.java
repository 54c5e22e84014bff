// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The options of each transport about events. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {
      "kind=option.transport",
      "word:List<String>=\"event_action,tpda_delivery_action,tpda_host_defer_action\""
    })
public final class EventTransportOptions implements OptionSet {
  /** What is expanded at events of deliveries and connections. */
  static final Option<Expandable> ACTION = Option.expanded("event_action", null);

  /** The old name of an action at {@code msg:delivery}. */
  static final Option<Expandable> DELIVERY = Option.expanded("tpda_delivery_action", null);

  /** The old name of an action at {@code msg:host:defer}. */
  static final Option<Expandable> HOST_DEFER = Option.expanded("tpda_host_defer_action", null);

  @Override
  public Place place() {
    return Place.TRANSPORT;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(ACTION, DELIVERY, HOST_DEFER);
  }
}
