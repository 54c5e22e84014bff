// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.option.OptionSet;
import org.ostler.core.contribution.Contributions;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.Block;
import org.ostler.language.config.ConfigurationText;

/**
 * Names that words had once: they work, and one warning for each says what the word is called now.
 * For one configuration.
 */
final class FormerNames {
  /** Of core's own options. */
  private static final Map<String, String> TRANSPORT =
      Map.of("tls_verify_cert_hostname", "tls_verify_cert_hostnames");

  private static final Map<String, String> MAIN =
      Map.of(
          "daemon_smtp_port", "daemon_smtp_ports", "return_size_limit", "bounce_return_size_limit");

  private final Contributions contributions;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Map<String, String> variables = new ConcurrentHashMap<>();

  FormerNames(Contributions contributions) {
    this.contributions = contributions;
    for (VariableSet set : contributions.variables.all()) {
      variables.putAll(set.formerNames());
    }
  }

  /** The same configuration with present names. */
  ConfigurationText modernized(ConfigurationText text) {
    return new ConfigurationText(
        renamed(text.main(), names(OptionSet.Place.MAIN)),
        text.lists(),
        text.acls(),
        blocks(text.routers(), OptionSet.Place.ROUTER),
        blocks(text.transports(), OptionSet.Place.TRANSPORT),
        blocks(text.authenticators(), OptionSet.Place.AUTHENTICATOR),
        text.retry(),
        text.rewrite(),
        text.macros(),
        text.problems());
  }

  private Map<String, String> names(OptionSet.Place place) {
    Map<String, String> names =
        new HashMap<>(
            switch (place) {
              case MAIN -> MAIN;
              case TRANSPORT -> TRANSPORT;
              default -> Map.of();
            });
    contributions.options(place).forEach(set -> names.putAll(set.formerNames()));
    return names;
  }

  private List<Block> blocks(List<Block> blocks, OptionSet.Place place) {
    Map<String, String> names = names(place);
    return names.isEmpty()
        ? blocks
        : blocks.stream()
            .map(b -> new Block(b.name(), renamed(b.assignments(), names), b.position()))
            .toList();
  }

  private List<Assignment> renamed(List<Assignment> assignments, Map<String, String> names) {
    return assignments.stream()
        .map(
            assignment -> {
              String present = names.get(assignment.name());
              if (present == null) {
                return assignment;
              }
              warn(assignment.position() + ": option", assignment.name(), present);
              return new Assignment(
                  present, assignment.value(), assignment.hidden(), assignment.position());
            })
        .toList();
  }

  /** Hears which variable a string names while the configuration is compiled. */
  void named(String variable) {
    @Nullable String present = variables.remove(variable);
    if (present != null) {
      warn("variable", "$" + variable, "$" + present);
    }
  }

  private void warn(String what, String former, String present) {
    warnings.add(
        "Warning: "
            + what
            + " \""
            + former
            + "\" is now called \""
            + present
            + "\": use this name");
  }

  /** What is to be told. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
