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

/**
 * The configuration as it was read: macros replaced and their definitions left out, lines joined,
 * comments left out, sections in their order.
 */
final class ConfigurationPrinter {
  private record Entry(Position position, String text) {}

  /** A section, which stands where its first line does. */
  private record Section(Position first, Runnable printer) {}

  // Lines of one file stay in its order; an included file comes where its first line sorts.
  private static final Comparator<Position> PLACES =
      Comparator.comparing(Position::file).thenComparing(Position::line);

  private final ConfigurationText configuration;
  private final StringBuilder text = new StringBuilder();

  ConfigurationPrinter(ConfigurationText configuration) {
    this.configuration = configuration;
  }

  String text() {
    main();
    List<Section> sections = new ArrayList<>();
    configuration.acls().values().stream()
        .flatMap(List::stream)
        .map(Line::position)
        .min(PLACES)
        .ifPresent(first -> sections.add(new Section(first, this::acls)));
    blocks("routers", configuration.routers(), sections);
    blocks("transports", configuration.transports(), sections);
    blocks("authenticators", configuration.authenticators(), sections);
    lines("retry", configuration.retry(), sections);
    lines("rewrite", configuration.rewrite(), sections);
    sections.sort(Comparator.comparing(Section::first, PLACES));
    sections.forEach(section -> section.printer().run());
    return text.toString();
  }

  private void blocks(String name, List<Block> blocks, List<Section> sections) {
    blocks.stream()
        .map(Block::position)
        .min(PLACES)
        .ifPresent(first -> sections.add(new Section(first, () -> blocks(name, blocks))));
  }

  private void lines(String name, List<Line> lines, List<Section> sections) {
    if (!lines.isEmpty()) {
      Position first = lines.getFirst().position();
      sections.add(new Section(first, () -> lines(name, lines)));
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
    entries.sort(Comparator.comparing(Entry::position, PLACES));
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
    text.append("\nbegin ").append(section).append('\n');
    for (Block block : blocks) {
      text.append("\n  ").append(block.name()).append(":\n");
      block
          .assignments()
          .forEach(option -> text.append("    ").append(assignment(option)).append('\n'));
    }
  }

  private void lines(String section, List<Line> lines) {
    text.append("\nbegin ").append(section).append("\n\n");
    lines.forEach(line -> text.append("  ").append(line.text()).append('\n'));
  }
}
