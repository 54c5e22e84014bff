// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;

/** Collects readings by name. */
final class Table {
  private final Map<String, Reading> readings = new HashMap<>();

  Map<String, Reading> readings() {
    return Map.copyOf(readings);
  }

  /** A value that may name files and commands. */
  Table trusted(String name, Function<Situation, @Nullable String> value) {
    return text(name, situation -> text(value.apply(situation)));
  }

  /** A value from the peer or the message. */
  Table tainted(String name, Function<Situation, @Nullable String> value) {
    Taint taint = new Taint("$" + name);
    return text(
        name,
        situation -> {
          String octets = value.apply(situation);
          return octets == null ? null : new Text(octets, taint);
        });
  }

  Table number(String name, ToLongFunction<Situation> value) {
    return text(name, situation -> Text.of(Long.toString(value.applyAsLong(situation))));
  }

  Table text(String name, Reading reading) {
    readings.put(name, reading);
    return this;
  }

  private static @Nullable Text text(@Nullable String octets) {
    return octets == null ? null : Text.of(octets);
  }
}
