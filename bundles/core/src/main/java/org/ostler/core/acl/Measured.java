// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rate as it was last measured.
 *
 * @param rate events a period
 * @param millis when
 * @param sinceMillis since when unique events are told apart
 * @param events unique events of the period, by hash
 */
record Measured(double rate, long millis, long sinceMillis, Map<Long, Boolean> events) {
  /** Reads what {@link #text()} wrote; null when there was nothing, or nothing that makes sense. */
  static @Nullable Measured parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split(" ", -1);
    try {
      Map<Long, Boolean> events = new LinkedHashMap<>();
      for (int i = 3; i < parts.length; i++) {
        events.put(Long.parseUnsignedLong(parts[i], 36), true);
      }
      return new Measured(
          Double.parseDouble(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), events);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return null; // written by no version of ours: as if there were nothing
    }
  }

  String text() {
    StringBuilder text = new StringBuilder().append(rate).append(' ').append(millis);
    text.append(' ').append(sinceMillis);
    for (Long event : events.keySet()) {
      text.append(' ').append(Long.toUnsignedString(event, 36));
    }
    return text.toString();
  }

  /** The rate with one more event. */
  static Measured next(@Nullable Measured old, RateSpec.Event event, RateSpec spec, long now) {
    double count = event.count();
    Map<Long, Boolean> events = new LinkedHashMap<>();
    long since = now;
    String unique = event.unique();
    if (unique != null) {
      if (old != null && now <= old.sinceMillis + spec.periodSeconds() * 1000) {
        events.putAll(old.events);
        since = old.sinceMillis;
      }
      long hash = hash(unique);
      if (events.containsKey(hash)) {
        count = 0;
      } else if (!event.readOnly()) {
        events.put(hash, true);
        forgetEldest(events, spec);
      }
    }
    return new Measured(smoothed(old, count, spec, now), now, since, events);
  }

  /**
   * Far over the limit it matters no more which event was which, and a peer must not fill the
   * memory.
   */
  private static void forgetEldest(Map<Long, Boolean> events, RateSpec spec) {
    long most = Math.clamp((long) (2 * spec.limit()), 256, 20_000);
    var eldest = events.keySet().iterator();
    for (long over = events.size() - most; over > 0; over--) {
      eldest.next();
      eldest.remove();
    }
  }

  private static double smoothed(@Nullable Measured old, double count, RateSpec spec, long now) {
    if (old == null) {
      return count;
    }
    // A clock that goes backwards must not divide by zero nor make a rate negative.
    double interval = Math.max((now - old.millis) / 1000.0, 1e-9);
    double part = interval / spec.periodSeconds();
    double weight = Math.exp(-part);
    double rate = (1 - weight) * count / part + weight * old.rate;
    // After a long silence one event counts as one event a period, not as nearly none.
    return Math.max(rate, count);
  }

  /** FNV-1a, 64 bits. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
