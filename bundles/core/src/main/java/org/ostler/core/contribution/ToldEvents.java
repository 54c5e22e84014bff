// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ostler.api.event.Event;
import org.ostler.api.event.EventSink;
import org.ostler.api.event.EventSink.Answer;
import org.ostler.api.option.Settings;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Events;
import org.ostler.core.mail.Situation;

/**
 * Tells the events of one configuration to the sinks that are there, and notices those that it
 * names and that are not. Safe for many threads once the parts are known.
 */
public final class ToldEvents implements Events {
  private final Registry<EventSink> sinks;
  private final Guard guard;
  private final Log log;
  private final Map<Settings, List<String>> named = new IdentityHashMap<>();
  // Sinks whose absence has been waited for: events that cannot be vetoed do not wait again.
  private final Set<String> missed = ConcurrentHashMap.newKeySet();

  public ToldEvents(Contributions contributions, Guard guard, Log log) {
    this.sinks = contributions.eventSinks;
    this.guard = guard;
    this.log = log;
  }

  /** Learns which sinks a part of the configuration names; before any event is told. */
  public void learn(Settings part) {
    List<String> names = new ArrayList<>();
    for (EventSink sink : sinks.all()) {
      if (sink.isNamedIn(part)) {
        names.add(sink.name());
      }
    }
    if (!names.isEmpty()) {
      named.put(part, List.copyOf(names));
    }
  }

  @Override
  public boolean areHeard() {
    return !named.isEmpty() || !sinks.names().isEmpty();
  }

  @Override
  public String tell(Event event, Situation view) throws InterruptedException {
    List<String> needed = named.getOrDefault(event.part(), List.of());
    Set<String> names = new LinkedHashSet<>(needed);
    names.addAll(sinks.names());
    String objection = "";
    for (String name : names) {
      if (sinks.isPresent(name)) {
        missed.remove(name);
      } else if (!needed.contains(name) || (missed.contains(name) && !event.canBeVetoed())) {
        continue;
      }
      String said = tell(name, event, view);
      objection = objection.isEmpty() ? said : objection;
    }
    return objection;
  }

  private String tell(String name, Event event, Situation view) throws InterruptedException {
    Answer answer =
        guard.call(
            sinks,
            name,
            lease -> lease.contribution().hear(event, view),
            sentence -> away(name, event, view, sentence));
    return switch (answer) {
      case Answer.Silence() -> "";
      case Answer.Objection(var text) -> text;
      case Answer.Failed(var message) -> {
        log.panic(view.envelope().queueId(), message);
        yield "";
      }
    };
  }

  private Answer away(String name, Event event, Situation view, String sentence) {
    if (missed.add(name)) {
      log.panic(
          view.envelope().queueId(), "event " + event.name() + " could not be told: " + sentence);
    }
    return event.canBeVetoed() ? new Answer.Objection(sentence) : Answer.Silence.KEPT;
  }
}
