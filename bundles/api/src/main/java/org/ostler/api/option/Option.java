// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.option;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;

/**
 * A typed option of the configuration language, declared once as a constant and read through {@link
 * Settings}.
 *
 * @param <T> the type of the parsed value
 * @param name the word of the language
 * @param kind how its value is written
 * @param initial the default in the language's own syntax, or null when the option is unset by
 *     default
 */
public record Option<T>(String name, Kind<T> kind, @Nullable String initial) {
  /** A boolean: the bare name, {@code no_name}, {@code = true}. */
  public static Option<Boolean> bool(String name, boolean initial) {
    return new Option<>(name, Kind.BOOLEAN, Boolean.toString(initial));
  }

  /** An integer, with K, M, G, 0x and 0 prefixes. */
  public static Option<Integer> integer(String name, int initial) {
    return new Option<>(name, Kind.INTEGER, Integer.toString(initial));
  }

  /** A number of octets in the syntax of {@link #integer}, wider than 32 bits. */
  public static Option<Long> size(String name, String initial) {
    return new Option<>(name, Kind.SIZE, initial);
  }

  /** A number of octets, where one without a suffix counts kilobytes. */
  public static Option<Long> kilobytes(String name, String initial) {
    return new Option<>(name, Kind.KILOBYTES, initial);
  }

  /** An octal integer: file modes. */
  public static Option<Integer> octal(String name, @Nullable String initial) {
    return new Option<>(name, Kind.OCTAL, initial);
  }

  /** A time such as {@code 1h30m}. */
  public static Option<Duration> time(String name, @Nullable String initial) {
    return new Option<>(name, Kind.TIME, initial);
  }

  /** A number with up to three decimals, in thousandths. */
  public static Option<Integer> fixed(String name, @Nullable String initial) {
    return new Option<>(name, Kind.FIXED, initial);
  }

  /** Strings, one a line, each of which is expanded by itself and may fail by itself. */
  public static Option<List<Expandable>> expandedLines(String name) {
    return new Option<>(name, Kind.EXPANDED_LINES, null);
  }

  /** Strings with colons between them, each of which is expanded by itself. */
  public static Option<List<Expandable>> expandedItems(String name) {
    return new Option<>(name, Kind.EXPANDED_ITEMS, null);
  }

  /** A string taken as it stands. */
  public static Option<String> string(String name, @Nullable String initial) {
    return new Option<>(name, Kind.STRING, initial);
  }

  /** A string that is expanded when used. */
  public static Option<Expandable> expanded(String name, @Nullable String initial) {
    return new Option<>(name, Kind.EXPANDED, initial);
  }

  /** A colon-separated list of strings that is not expanded. */
  public static Option<List<String>> strings(String name, @Nullable String initial) {
    return new Option<>(name, Kind.STRINGS, initial);
  }

  /** A list that is expanded and matched when used. */
  public static Option<MatchList> list(
      String name, Kind<MatchList> kind, @Nullable String initial) {
    return new Option<>(name, kind, initial);
  }

  /** A host list. */
  public static Option<MatchList> hosts(String name, @Nullable String initial) {
    return list(name, Kind.HOST_LIST, initial);
  }
}
