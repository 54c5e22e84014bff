// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.ostler.api.event.Event;
import org.ostler.api.event.EventSink;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Expands the actions that the configuration has for an event. An action that takes too long is cut
 * off; one that fails changes nothing. Both are told to the log.
 */
@Component
public final class EventAction implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(EventAction.class);

  /** A message whose actions were too slow so often is not held up by more of them. */
  private static final int MOST_OVERRUNS = 3;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("event-deadlines").factory());

  @Activate
  public EventAction() {
    clock.setRemoveOnCancelPolicy(true);
  }

  @Deactivate
  void stop() {
    clock.shutdownNow();
  }

  @Override
  public String name() {
    return "event_action";
  }

  @Override
  public boolean isNamedIn(Settings part) {
    if (isMain(part)) {
      return part.isSet(EventMainOptions.ACTION);
    }
    boolean old = warn(part, EventTransportOptions.DELIVERY, "msg:delivery");
    old |= warn(part, EventTransportOptions.HOST_DEFER, "msg:host:defer");
    return old || part.isSet(EventTransportOptions.ACTION);
  }

  private static boolean isMain(Settings part) {
    return part.name().isEmpty();
  }

  private static boolean warn(Settings part, Option<?> option, String event) {
    boolean set = part.isSet(option);
    if (set) {
      LOG.warn(
          "transport {}: the option {} is deprecated: write event_action, with $event_name {}",
          part.name(),
          option.name(),
          event);
    }
    return set;
  }

  @Override
  public Answer hear(Event event, MailView mail) throws InterruptedException {
    Settings part = event.part();
    if (isMain(part)) {
      return expand(part, EventMainOptions.ACTION, event, mail);
    }
    Option<Expandable> old =
        switch (event.name()) {
          case "msg:delivery" -> EventTransportOptions.DELIVERY;
          case "msg:host:defer" -> EventTransportOptions.HOST_DEFER;
          default -> EventTransportOptions.ACTION;
        };
    if (old.equals(EventTransportOptions.ACTION) || !part.isSet(old)) {
      return expand(part, EventTransportOptions.ACTION, event, mail);
    }
    Answer first = expand(part, old, event, mail);
    Answer second = expand(part, EventTransportOptions.ACTION, event, mail);
    return first instanceof Answer.Failed ? first : second;
  }

  private Answer expand(Settings part, Option<Expandable> option, Event event, MailView mail)
      throws InterruptedException {
    Optional<Expandable> action = part.find(option);
    if (action.isEmpty()) {
      return Answer.Silence.KEPT;
    }
    Underway underway = Underway.of(mail);
    if (underway.overruns >= MOST_OVERRUNS) {
      return failed(part, option, event, "left out: earlier actions for the message took too long");
    }
    @Nullable Event outer = underway.event;
    underway.event = event;
    try {
      return expand(action.get(), part, option, event, mail, underway);
    } finally {
      underway.event = outer;
    }
  }

  private Answer expand(
      Expandable action,
      Settings part,
      Option<Expandable> option,
      Event event,
      MailView mail,
      Underway underway)
      throws InterruptedException {
    Duration set = mail.settings().value(EventMainOptions.TIMEOUT);
    Duration limit = set.compareTo(SHORTEST) < 0 ? SHORTEST : set;
    try (TimeLimit time = new TimeLimit(clock, limit)) {
      Answer answer;
      try {
        answer = answer(action.expand(mail), part, option, event);
      } catch (InterruptedException cut) {
        if (!time.isLate()) {
          throw cut;
        }
        answer = Answer.Silence.KEPT;
      }
      if (!time.isLate()) {
        return answer;
      }
      underway.overruns++;
      return failed(part, option, event, "it took more than " + limit.toSeconds() + "s");
    }
  }

  private static Answer answer(
      Expansion expansion, Settings part, Option<Expandable> option, Event event) {
    return switch (expansion) {
      case Expansion.Value value ->
          value.text().value().isEmpty()
              ? Answer.Silence.KEPT
              : new Answer.Objection(value.text().value());
      case Expansion.ForcedFailure forced -> failed(part, option, event, forced.message());
      case Expansion.Failed failure -> failed(part, option, event, failure.message());
      case Expansion.Deferred deferral -> failed(part, option, event, deferral.message());
      default -> failed(part, option, event, String.valueOf(expansion));
    };
  }

  // Exim's words.
  private static Answer failed(
      Settings part, Option<Expandable> option, Event event, String message) {
    return new Answer.Failed(
        "failed to expand "
            + option.name()
            + " "
            + event.name()
            + " in "
            + (isMain(part) ? "main" : part.name())
            + ": "
            + message);
  }
}
