// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;

/** The main options about events. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=option.main", "word:List<String>=\"event_action,event_action_timeout\""})
public final class EventMainOptions implements OptionSet {
  /** What is expanded at events of messages as a whole. */
  static final Option<Expandable> ACTION = Option.expanded("event_action", null);

  /** How long any action may take; at least a second is given. */
  static final Option<Duration> TIMEOUT = Option.time("event_action_timeout", "10s");

  @Override
  public Place place() {
    return Place.MAIN;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(ACTION, TIMEOUT);
  }
}
