// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.Block;
import org.ostler.language.config.ConfigurationText;
import org.ostler.language.config.Line;
import org.ostler.language.config.NamedListText;
import org.ostler.language.config.Position;

/** The configuration as it was read: macros replaced, lines joined, comments left out. */
final class ConfigurationPrinter {
  private record Entry(Position position, String text) {}

  private final ConfigurationText configuration;
  private final StringBuilder text = new StringBuilder();

  ConfigurationPrinter(ConfigurationText configuration) {
    this.configuration = configuration;
  }

  String text() {
    configuration.macros().forEach(this::macro);
    main();
    acls();
    blocks("routers", configuration.routers());
    blocks("transports", configuration.transports());
    lines("retry", configuration.retry());
    lines("rewrite", configuration.rewrite());
    blocks("authenticators", configuration.authenticators());
    return text.toString();
  }

  /** Those that begin with an underscore are ours. */
  private void macro(String name, String value) {
    if (!name.startsWith("_")) {
      text.append(name).append(" = ").append(value).append('\n');
    }
  }

  private void main() {
    List<Entry> entries = new ArrayList<>();
    for (NamedListText list : configuration.lists()) {
      String value = keyword(list) + " " + list.name() + " = " + list.text();
      entries.add(new Entry(list.position(), hide(list.hidden()) + value));
    }
    for (Assignment assignment : configuration.main()) {
      entries.add(new Entry(assignment.position(), assignment(assignment)));
    }
    // Lines of one file stay in its order; an included file comes where its first line sorts.
    entries.sort(
        Comparator.comparing((Entry entry) -> entry.position().file())
            .thenComparing(entry -> entry.position().line()));
    entries.forEach(entry -> text.append(entry.text()).append('\n'));
  }

  private static String hide(boolean hidden) {
    return hidden ? "hide " : "";
  }

  private static String assignment(Assignment assignment) {
    String value = assignment.value();
    return hide(assignment.hidden()) + assignment.name() + (value == null ? "" : " = " + value);
  }

  static String keyword(NamedListText list) {
    return switch (list.kind()) {
      case DOMAIN -> "domainlist";
      case HOST -> "hostlist";
      case ADDRESS -> "addresslist";
      case LOCAL_PART -> "localpartlist";
    };
  }

  private void acls() {
    if (configuration.acls().isEmpty()) {
      return;
    }
    text.append("\nbegin acl\n");
    configuration
        .acls()
        .forEach(
            (name, lines) -> {
              text.append("\n  ").append(name).append(":\n");
              lines.forEach(line -> text.append("    ").append(line.text()).append('\n'));
            });
  }

  private void blocks(String section, List<Block> blocks) {
    if (blocks.isEmpty()) {
      return;
    }
    text.append("\nbegin ").append(section).append('\n');
    for (Block block : blocks) {
      text.append("\n  ").append(block.name()).append(":\n");
      block
          .assignments()
          .forEach(option -> text.append("    ").append(assignment(option)).append('\n'));
    }
  }

  private void lines(String section, List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    text.append("\nbegin ").append(section).append("\n\n");
    lines.forEach(line -> text.append("  ").append(line.text()).append('\n'));
  }
}
