// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.option;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.ListText;

/**
 * The options that may be set more than once in a router or transport, and how their values become
 * one.
 */
final class Repeated {
  /** By name, the separator of the joined list; a zero joins conditions that must all hold. */
  private static final Map<String, Character> SEPARATORS =
      Map.of("condition", '\0', "headers_add", '\n', "headers_remove", ':', "set", ';');

  private Repeated() {}

  static boolean mayRepeat(String name) {
    return SEPARATORS.containsKey(name);
  }

  /** The value after one more assignment; {@code before} is null at the first. */
  static String join(String name, @Nullable String before, String value) {
    char separator = SEPARATORS.getOrDefault(name, '\0');
    if (separator == '\0') {
      return before == null
          ? value
          : "${if and{{bool_lax{" + before + "}}{bool_lax{" + value + "}}}}";
    }
    StringBuilder joined = new StringBuilder(before == null ? "" : before);
    ListText items = new ListText(value, separator);
    for (String item = items.next(); item != null; item = items.next()) {
      if (!joined.isEmpty()) {
        joined.append(separator);
      }
      joined.append(item.replace(String.valueOf(separator), String.valueOf(separator).repeat(2)));
    }
    return joined.toString();
  }

  /** A text that reads as itself where a string value is expected. */
  static String requoted(String text) {
    return text.startsWith("\"")
        ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : text;
  }
}
