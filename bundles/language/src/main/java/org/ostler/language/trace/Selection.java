// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.trace;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ostler.api.option.InvalidArgument;

/**
 * Which lines are told, as {@code -d} and the options of {@code control = debug} say: {@code
 * +name-name}, or a number of bits behind {@code =}.
 *
 * @param chosen the kinds that are told
 */
public record Selection(Set<Selector> chosen) {
  private static final String ALL = "all";
  private static final String SETTING = " debug_selector setting: ";

  /** All but the one that would only change how lines look, and the one that tells of stores. */
  private static final Set<Selector> EVERYTHING =
      EnumSet.complementOf(EnumSet.of(Selector.MEMORY, Selector.NOUTF8));

  public Selection {
    chosen = Set.copyOf(chosen);
  }

  /** What {@code -d} alone selects. */
  public static Selection usual() {
    return new Selection(
        Arrays.stream(Selector.values()).filter(Selector::isUsual).collect(Collectors.toSet()));
  }

  /**
   * What a setting makes of the usual selection; an empty one leaves it as it is.
   *
   * @throws InvalidArgument in Exim's words, with the names that are known
   */
  public static Selection of(String setting) throws InvalidArgument {
    return setting.startsWith("=") ? numbered(setting) : usual().changed(setting);
  }

  private static Selection numbered(String setting) throws InvalidArgument {
    long bits;
    try {
      bits = Long.decode(setting.substring(1));
    } catch (NumberFormatException wrong) {
      throw new InvalidArgument("malformed numeric" + SETTING + setting);
    }
    Set<Selector> chosen = EnumSet.noneOf(Selector.class);
    for (Selector selector : Selector.values()) {
      if ((bits >> selector.ordinal() & 1) != 0) {
        chosen.add(selector);
      }
    }
    return new Selection(chosen);
  }

  private Selection changed(String setting) throws InvalidArgument {
    Set<Selector> changed = EnumSet.noneOf(Selector.class);
    changed.addAll(chosen);
    int at = 0;
    while (at < setting.length()) {
      char sign = setting.charAt(at);
      if (sign != '+' && sign != '-') {
        throw new InvalidArgument(
            "malformed" + SETTING + "+ or - expected but found \"" + setting.substring(at) + "\"");
      }
      int end = at + 1;
      while (end < setting.length() && "+-".indexOf(setting.charAt(end)) < 0) {
        end++;
      }
      Set<Selector> named = named(sign, setting.substring(at + 1, end));
      if (sign == '+') {
        changed.addAll(named);
      } else {
        changed.removeAll(named.size() > 1 ? EnumSet.allOf(Selector.class) : named);
      }
      at = end;
    }
    return new Selection(changed);
  }

  private static Set<Selector> named(char sign, String word) throws InvalidArgument {
    if (word.equals(ALL)) {
      return EVERYTHING;
    }
    for (Selector selector : Selector.values()) {
      if (selector != Selector.V && selector.word().equals(word)) {
        return EnumSet.of(selector);
      }
    }
    throw new InvalidArgument("unknown" + SETTING + sign + word + "; known are " + known());
  }

  private static String known() {
    return Stream.concat(
            Stream.of(ALL),
            Arrays.stream(Selector.values())
                .filter(selector -> selector != Selector.V)
                .map(Selector::word))
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
