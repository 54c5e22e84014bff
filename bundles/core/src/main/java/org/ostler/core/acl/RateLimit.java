// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.ostler.api.mail.Slot;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.Situation;

/**
 * {@code ratelimit}: measures how often something happens by a moving average with exponential
 * decay, and is true when that reaches the limit.
 */
final class RateLimit {
  private static final Slot<Map<String, Double>> OF_CONNECTION =
      slot("conn", Slot.Scope.CONNECTION);
  private static final Slot<Map<String, Double>> OF_MESSAGE = slot("mail", Slot.Scope.MESSAGE);
  private static final Slot<Map<String, Double>> OF_COMMAND = slot("cmd", Slot.Scope.MESSAGE);

  private RateLimit() {}

  private static Slot<Map<String, Double>> slot(String name, Slot.Scope scope) {
    return new Slot<>("acl.ratelimit." + name, scope, HashMap::new);
  }

  static Step.Work make(String argument, Site site) throws InvalidArgument {
    return site.parsing(
        argument,
        text -> {
          try {
            return RateSpec.parse(text);
          } catch (InvalidArgument e) {
            throw new InvalidArgument(error(String.valueOf(e.getMessage())));
          }
        },
        RateLimit::test);
  }

  /** Rates that hold for one command are measured anew for the next. */
  static void forgetCommand(Situation situation) {
    situation.value(OF_COMMAND).clear();
  }

  private static String error(String message) {
    return "error in arguments to \"ratelimit\" condition: " + message;
  }

  private static Result test(RateSpec spec, Course course) {
    Situation situation = course.situation;
    situation.findings().set("sender_rate_limit", Text.of(spec.limitText()));
    situation.findings().set("sender_rate_period", Text.of(spec.periodText()));
    RateSpec.Event event;
    try {
      event = spec.event(situation, course.phase);
    } catch (InvalidArgument e) {
      return course.error(error(String.valueOf(e.getMessage())));
    }
    String key = key(spec, event, situation);
    if (course.traced) {
      course.say(
          "ratelimit condition count="
              + String.format(
                  java.util.Locale.ROOT, "%.0f %.1f/%s", event.count(), spec.limit(), key));
    }
    Map<String, Double> known = situation.value(memory(spec, event));
    Double rate = known.get(key);
    if (rate == null) {
      rate = measure(spec, event, key, course);
      known.put(key, rate);
    }
    situation
        .findings()
        .set("sender_rate", Text.of(String.format(java.util.Locale.ROOT, "%.1f", rate)));
    return Result.of(rate >= spec.limit());
  }

  private static Slot<Map<String, Double>> memory(RateSpec spec, RateSpec.Event event) {
    if (event.readOnly()) {
      return OF_COMMAND;
    }
    return switch (spec.per()) {
      case CONN -> OF_CONNECTION;
      case MAIL, BYTE, ALLRCPTS -> OF_MESSAGE;
      case RCPT, ADDR, CMD -> event.all() ? OF_MESSAGE : OF_COMMAND;
    };
  }

  /** The words of the condition that change what the number means are part of the key. */
  private static String key(RateSpec spec, RateSpec.Event event, Situation situation) {
    String key = spec.key();
    if (key.isEmpty() && !spec.hasKey()) {
      key =
          situation.peer().address() == null
              ? ""
              : PeerText.text(Objects.requireNonNull(situation.peer().address()));
    }
    String unique = event.unique() == null ? "" : "unique/";
    return spec.periodText() + "/" + spec.per().keyWord(event.all()) + "/" + unique + key;
  }

  private static double measure(RateSpec spec, RateSpec.Event event, String key, Course course) {
    long now = course.services().environment().clock().millis();
    double[] rate = new double[1];
    if (event.readOnly()) {
      Measured old = Measured.parse(course.services().hints().get("ratelimit/" + key));
      rate[0] = Measured.next(old, event, spec, now).rate();
      return rate[0];
    }
    course
        .services()
        .hints()
        .update(
            "ratelimit/" + key,
            text -> {
              Measured old = Measured.parse(text);
              Measured next = Measured.next(old, event, spec, now);
              rate[0] = next.rate();
              boolean store = spec.mode() == RateSpec.Mode.STRICT || next.rate() < spec.limit();
              return store ? next.text() : text;
            });
    return rate[0];
  }
}
