// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.event.Event;
import org.ostler.api.text.Text;

/** Writes down the events that it is told, and answers them as a test wants. */
public final class RecordedEvents implements Events {
  /** {@code PART NAME <DATA>} of each event. */
  public final List<String> told = new CopyOnWriteArrayList<>();

  /** The views of the same. */
  public final List<Situation> views = new CopyOnWriteArrayList<>();

  /** What is said to an event. */
  public Function<Event, String> answer = event -> "";

  @Override
  public boolean areHeard() {
    return true;
  }

  @Override
  public String tell(Event event, Situation view) {
    told.add(event.part().name() + " " + event.name() + " <" + event.data() + ">");
    views.add(view);
    return answer.apply(event);
  }

  /** What a configuration with these events lets a view know, and no variable. */
  public Situation.Variables variables() {
    return variables((name, view) -> null);
  }

  /** The same with variables. */
  public Situation.Variables variables(Situation.Variables known) {
    return new Situation.Variables() {
      @Override
      public @Nullable Text value(String name, Situation view) throws InterruptedException {
        return known.value(name, view);
      }

      @Override
      public Events events() {
        return RecordedEvents.this;
      }
    };
  }
}
