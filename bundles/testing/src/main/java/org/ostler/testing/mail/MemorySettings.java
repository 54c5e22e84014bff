// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * Settings that are written down. Defaults of options are read in the simplest form of the
 * language's syntax: plain numbers, seconds, lists with colons, strings in which {@code $name} is a
 * variable of the view.
 */
public final class MemorySettings implements Settings {
  /** Settings that set nothing. */
  public static final MemorySettings NONE = new MemorySettings("", Map.of());

  private final String name;
  private final Map<Option<?>, Object> values;

  private MemorySettings(String name, Map<Option<?>, Object> values) {
    this.name = name;
    this.values = Map.copyOf(values);
  }

  /** Settings of a router or transport of this name that set nothing. */
  public static MemorySettings named(String name) {
    return new MemorySettings(name, Map.of());
  }

  /** The same with one option set to a value of its type. */
  public <T> MemorySettings with(Option<T> option, T value) {
    Map<Option<?>, Object> more = new HashMap<>(values);
    more.put(option, value);
    return new MemorySettings(name, more);
  }

  /** The same with one option set as the text would set it. */
  public <T> MemorySettings withText(Option<T> option, String text) {
    return with(option, parse(option.kind(), text));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @SuppressWarnings("unchecked") // with() keeps the types together.
  public <T> Optional<T> find(Option<T> option) {
    Object value = values.get(option);
    if (value != null) {
      return Optional.of((T) value);
    }
    String initial = option.initial();
    return initial == null ? Optional.empty() : Optional.of(parse(option.kind(), initial));
  }

  @Override
  public boolean isSet(Option<?> option) {
    return values.containsKey(option);
  }

  @SuppressWarnings("unchecked") // Each kind stands for one type; the branch makes a value of it.
  private static <T> T parse(Kind<T> kind, String text) {
    return (T) parseAny(kind, text);
  }

  private static Object parseAny(Kind<?> kind, String text) {
    if (kind.equals(Kind.BOOLEAN)) {
      return Boolean.valueOf(text);
    } else if (kind.equals(Kind.INTEGER)) {
      return Integer.decode(text);
    } else if (kind.equals(Kind.OCTAL)) {
      return Integer.valueOf(text, 8);
    } else if (kind.equals(Kind.FIXED)) {
      return Math.round(Float.parseFloat(text) * 1000);
    } else if (kind.equals(Kind.SIZE)) {
      return sized(text);
    } else if (kind.equals(Kind.TIME)) {
      return Duration.parse("PT" + text);
    } else if (kind.equals(Kind.EXPANDED)) {
      return new MemoryExpandable(text);
    } else if (kind.equals(Kind.EXPANDED_LINES)) {
      return expandable(text.split("\n"));
    } else if (kind.equals(Kind.EXPANDED_ITEMS)) {
      return expandable(text.split("\\s*:\\s*"));
    } else if (kind.equals(Kind.STRINGS)) {
      return List.of(text.split("\\s*:\\s*"));
    } else if (kind.equals(Kind.STRING)) {
      return text;
    }
    MatchList list = new MemoryMatchList(text);
    return list;
  }

  private static List<Expandable> expandable(String... items) {
    return Stream.of(items).<Expandable>map(MemoryExpandable::new).toList();
  }

  private static Long sized(String text) {
    long unit =
        switch (text.charAt(text.length() - 1)) {
          case 'K' -> 1L << 10;
          case 'M' -> 1L << 20;
          case 'G' -> 1L << 30;
          default -> 1;
        };
    return unit * Long.decode(unit == 1 ? text : text.substring(0, text.length() - 1));
  }
}
