// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.option;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** Gathers option values into {@link Settings}. */
public final class SettingsBuilder {
  private final String name;
  private final Map<String, Object> defaults;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  /** Starts with nothing set; {@code defaults} are the parsed values of options that have one. */
  SettingsBuilder(String name, Map<String, Object> defaults) {
    this.name = name;
    this.defaults = defaults;
  }

  /** Sets an option; the value is of the option's kind. */
  public <T> SettingsBuilder set(Option<T> option, T value) {
    values.put(option.name(), value);
    return this;
  }

  SettingsBuilder setParsed(Option<?> option, Object value) {
    values.put(option.name(), value);
    return this;
  }

  /** Keeps how a value was written, for printing. */
  void wrote(Option<?> option, String text) {
    texts.put(option.name(), text);
  }

  /** How the value of an option was written, quotes taken off; empty where nobody wrote it. */
  static Optional<String> written(Settings settings, Option<?> option) {
    return settings instanceof Values values
        ? Optional.ofNullable(values.texts().get(option.name()))
        : Optional.empty();
  }

  boolean isSet(Option<?> option) {
    return values.containsKey(option.name());
  }

  public Settings build() {
    // Read many times for each message, so one look into a HashMap tells: Map.copyOf's would probe.
    Map<String, Object> known = new HashMap<>(defaults);
    known.putAll(values);
    return new Values(name, known, Set.copyOf(values.keySet()), Map.copyOf(texts));
  }

  private record Values(
      String name, Map<String, Object> known, Set<String> set, Map<String, String> texts)
      implements Settings {
    @Override
    @SuppressWarnings("unchecked") // the table parsed the value by this option's kind
    public <T> Optional<T> find(Option<T> option) {
      @Nullable Object value = known.get(option.name());
      return Optional.ofNullable((T) value);
    }

    @Override
    public boolean isSet(Option<?> option) {
      return set.contains(option.name());
    }

    @Override
    public String toString() {
      return "Settings[" + name + set + "]";
    }
  }
}
