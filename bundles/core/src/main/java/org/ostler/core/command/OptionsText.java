// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.ProcessVariables;
import org.ostler.core.policy.Shown;
import org.ostler.language.config.NamedListText;
import org.ostler.language.option.OptionPrinter;

/** The answers of {@code -bP}, as Exim prints them. */
final class OptionsText {
  /** Words that take the name of one thing. */
  static final Set<String> KINDS = Set.of("router", "transport", "authenticator", "macro");

  private static final Set<String> NAMES =
      Set.of("primary_hostname", "qualify_domain", "qualify_recipient", "spool_directory");

  /** Options that set two others. */
  private static final Set<String> BOTH = Set.of("verify", "fail_verify");

  private final Policy policy;

  OptionsText(Policy policy) {
    this.policy = policy;
  }

  /** An option, a named list or a macro with its value. */
  private static final Pattern LABELLED =
      Pattern.compile(
          "^(?:(?:(?:domain|host|address|localpart)list )?\\w+ = ?|[A-Z]\\w*=)", Pattern.MULTILINE);

  /** An answer without what stands before its values. */
  static String values(String answer) {
    return LABELLED.matcher(answer).replaceAll("");
  }

  /** All main options. */
  String main() throws InterruptedException {
    List<Option<?>> options = new ArrayList<>(policy.shown().main());
    options.sort(Comparator.comparing(Option::name));
    StringBuilder text = new StringBuilder();
    Set<String> told = new HashSet<>();
    for (Option<?> option : options) {
      if (told.add(option.name())) {
        text.append(line(option));
      }
    }
    return text.toString();
  }

  /** Names of this host that nobody set are shown as they are in force. */
  private String line(Option<?> option) throws InterruptedException {
    if (NAMES.contains(option.name()) && policy.main().find(option).isEmpty()) {
      Text value = policy.situation().variable(option.name());
      return option.name() + " = " + (value == null ? "" : value.value()) + "\n";
    }
    return OptionPrinter.line(option, policy.main(), false) + "\n";
  }

  /** What a word alone asks for; null when nothing is known by it. */
  @Nullable String of(String word) throws InterruptedException {
    if (word.startsWith("+")) {
      return list(word.substring(1));
    }
    return switch (word) {
      case "config" -> new ConfigurationPrinter(policy.text()).text();
      case "all" -> main();
      case "config_file", "configure_file" -> policy.file().toAbsolutePath() + "\n";
      case "environment" ->
          ProcessVariables.of(policy.main(), System.getenv()).entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
              .sorted()
              .collect(Collectors.joining());
      case "routers" -> parts("router", policy.shown().routers());
      case "transports" -> parts("transport", policy.shown().transports());
      case "authenticators" -> parts("authenticator", policy.shown().authenticators());
      case "router_list" -> lines(policy.shown().routers().keySet());
      case "transport_list" -> lines(policy.shown().transports().keySet());
      case "authenticator_list" -> lines(policy.shown().authenticators().keySet());
      case "macro_list" -> lines(policy.text().macros().keySet());
      case "macros" ->
          policy.text().macros().entrySet().stream()
              .map(macro -> macro.getKey() + "=" + macro.getValue() + "\n")
              .collect(Collectors.joining());
      default -> option(word);
    };
  }

  /** What {@code router NAME} and its kin ask for; null when there is none of that name. */
  @Nullable String of(String kind, String name) {
    if (kind.equals("macro")) {
      String value = policy.text().macros().get(name);
      return value == null ? null : name + "=" + value + "\n";
    }
    Map<String, Shown.Part> all =
        switch (kind) {
          case "router" -> policy.shown().routers();
          case "transport" -> policy.shown().transports();
          case "authenticator" -> policy.shown().authenticators();
          default -> Map.of();
        };
    Shown.Part part = all.get(name);
    return part == null ? null : part(part);
  }

  /** Why a word alone has no answer. */
  String unknown(String word) {
    return word.equals("local_scan")
        ? "local_scan() options are not supported"
        : word.startsWith("+")
            ? "no address, domain, host, or local part list called \""
                + word.substring(1)
                + "\" exists"
            : word + " is not a known option";
  }

  private @Nullable String option(String name) throws InterruptedException {
    for (Option<?> option : policy.shown().main()) {
      if (option.name().equals(name)) {
        return line(option);
      }
    }
    return null;
  }

  private @Nullable String list(String name) {
    for (NamedListText list : policy.text().lists()) {
      if (list.name().equals(name)) {
        return ConfigurationPrinter.keyword(list)
            + " "
            + name
            + " = "
            + (list.hidden() ? "<value not displayable>" : list.text())
            + "\n";
      }
    }
    return null;
  }

  private static String lines(Iterable<String> names) {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append(name).append('\n'));
    return text.toString();
  }

  private static String parts(String kind, Map<String, Shown.Part> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach((name, part) -> text.append("\n" + name + " " + kind + ":\n").append(part(part)));
    return text.toString();
  }

  /** The options of its kind in order, then those of its driver. */
  private static String part(Shown.Part part) {
    StringBuilder text = new StringBuilder();
    for (List<Option<?>> options : List.of(part.generic(), part.own())) {
      options.stream()
          .filter(option -> !BOTH.contains(option.name()))
          .sorted(Comparator.comparing(Option::name))
          .forEach(option -> text.append(line(option, part.settings())).append('\n'));
    }
    return text.toString();
  }

  /** {@code verify} and {@code fail_verify} stand for two options each, which show them. */
  private static String line(Option<?> option, Settings settings) {
    for (String both : BOTH) {
      boolean one =
          option.name().equals(both + "_sender") || option.name().equals(both + "_recipient");
      Option<Boolean> pair = Option.bool(both, both.equals("verify"));
      if (one && settings.isSet(pair) && !settings.isSet(option)) {
        return (settings.value(pair) ? "" : "no_") + option.name();
      }
    }
    String derived = DriverDefaults.of(option, settings);
    return derived == null
        ? OptionPrinter.line(option, settings, false)
        : option.name() + " = " + derived;
  }
}
