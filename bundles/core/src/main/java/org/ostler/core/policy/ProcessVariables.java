// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/**
 * What is left of the process's environment: what {@code keep_environment} names, and what {@code
 * add_environment} adds. Whoever starts the server tells it nothing that the configuration does not
 * ask for.
 */
public final class ProcessVariables {
  /** Names to keep: as they stand, with an asterisk in front, or regular expressions. */
  public static final Option<List<String>> KEEP_ENVIRONMENT =
      Option.strings("keep_environment", null);

  /** {@code NAME=VALUE}. */
  public static final Option<List<String>> ADD_ENVIRONMENT =
      Option.strings("add_environment", null);

  private ProcessVariables() {}

  /** The variables by name, sorted. */
  public static Map<String, String> of(Settings main, Map<String, String> inherited) {
    List<String> keep = main.find(KEEP_ENVIRONMENT).orElse(List.of());
    Map<String, String> all = new TreeMap<>();
    inherited.forEach(
        (name, value) -> {
          if (isKept(name, keep)) {
            all.put(name, value);
          }
        });
    for (String item : main.find(ADD_ENVIRONMENT).orElse(List.of())) {
      int equals = item.indexOf('=');
      if (equals > 0) {
        all.put(item.substring(0, equals), item.substring(equals + 1));
      }
    }
    return all;
  }

  private static boolean isKept(String name, List<String> keep) {
    boolean negated = false;
    for (String item : keep) {
      negated = item.startsWith("!");
      String pattern = negated ? item.substring(1).strip() : item;
      if (matches(name, pattern)) {
        return !negated;
      }
    }
    return negated; // as in all lists: one that ends with an exception is about everything else
  }

  private static boolean matches(String name, String pattern) {
    if (pattern.startsWith("^")) {
      try {
        return Regex.compile(pattern, true).matches(name);
      } catch (BadPattern | Overrun useless) {
        return false;
      }
    }
    return pattern.startsWith("*")
        ? name.regionMatches(
            true, name.length() - pattern.length() + 1, pattern, 1, pattern.length() - 1)
        : name.equalsIgnoreCase(pattern);
  }
}
