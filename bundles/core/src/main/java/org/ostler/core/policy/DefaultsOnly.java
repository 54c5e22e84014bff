// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.Problem;
import org.ostler.language.option.OptionPrinter;
import org.ostler.language.option.SettingsBuilder;

/**
 * Options of Exim that may say what is so anyway, and nothing else yet: a configuration that writes
 * their default down is understood, one that asks for more is refused by name.
 */
final class DefaultsOnly {
  private static final List<Option<?>> MAIN =
      List.of(
          Option.bool("mua_wrapper", false),
          Option.bool("disable_fsync", false),
          Option.bool("perl_at_start", false),
          Option.bool("perl_taintmode", false),
          Option.bool("print_topbitchars", false),
          Option.time("local_scan_timeout", "5m"),
          Option.hosts("tls_early_banner_hosts", null),
          Option.bool("gnutls_allow_auto_pkcs11", false),
          Option.bool("gnutls_compat_mode", false));

  private static final List<Option<?>> ROUTER = List.of(Option.bool("dsn_lasthop", false));

  /** By kind of block and driver. */
  private static final Map<String, List<Option<?>>> DRIVERS =
      Map.of("transport pipe", List.of(Option.bool("use_classresources", false)));

  private DefaultsOnly() {}

  /** Those of the main part that nobody present has. */
  static List<Option<?>> main(Collection<Option<?>> present) {
    return without(MAIN, present);
  }

  /** Those of a router or transport of this driver that nobody present has. */
  static List<Option<?>> block(String kind, String driver, Collection<Option<?>> present) {
    List<Option<?>> all = new ArrayList<>(kind.equals("router") ? ROUTER : List.of());
    all.addAll(DRIVERS.getOrDefault(kind + " " + driver, List.of()));
    return without(all, present);
  }

  private static List<Option<?>> without(List<Option<?>> options, Collection<Option<?>> present) {
    Set<String> known = present.stream().map(Option::name).collect(Collectors.toSet());
    return options.stream().filter(o -> !known.contains(o.name())).toList();
  }

  /** Refuses each of the options that is set to anything but its default. */
  static void check(
      List<Option<?>> options,
      Settings settings,
      SettingsBuilder defaults,
      List<Assignment> assignments,
      Consumer<Problem> problems) {
    Settings usual = defaults.build();
    for (Option<?> option : options) {
      String said = OptionPrinter.line(option, settings, false);
      String only = OptionPrinter.line(option, usual, false);
      if (said.equals(only)) {
        continue;
      }
      assignments.stream()
          .filter(one -> means(one, option))
          .findFirst()
          .ifPresent(
              one ->
                  problems.accept(
                      new Problem(
                          one.position(),
                          "option \""
                              + said
                              + "\": "
                              + Reasons.of(option.name())
                              + ", only "
                              + only)));
    }
  }

  private static boolean means(Assignment assignment, Option<?> option) {
    String name = option.name();
    String word = assignment.name();
    return word.equals(name) || word.equals("no_" + name) || word.equals("not_" + name);
  }
}
