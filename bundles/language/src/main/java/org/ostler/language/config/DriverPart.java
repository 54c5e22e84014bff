// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the blocks of a section of routers, transports or authenticators. */
final class DriverPart {
  private final List<Block> blocks = new ArrayList<>();
  private final String noun;
  private final List<Problem> problems;
  private final Set<String> names = new HashSet<>();
  private @Nullable Block current;

  /** {@code noun} is what one block defines. */
  DriverPart(String noun, List<Problem> problems) {
    this.noun = noun;
    this.problems = problems;
  }

  List<Block> blocks() {
    return blocks.stream()
        .map(b -> new Block(b.name(), List.copyOf(b.assignments()), b.position()))
        .toList();
  }

  /**
   * Ends the block in hand: at the end of the section, at the next block, at a macro definition.
   */
  void end() {
    Block block = current;
    current = null;
    if (block != null && block.assignments().stream().noneMatch(a -> a.name().equals("driver"))) {
      problems.add(
          new Problem(
              block.position(), "no driver defined for " + noun + " \"" + block.name() + "\""));
    }
  }

  void read(Line line, Consumer<String> problem) {
    FirstWord word = FirstWord.of(line.text());
    if (word.rest().startsWith(":")) {
      end();
      open(word, line, problem);
    } else if (current == null || word.name().isEmpty() && line.text().startsWith(":")) {
      problem.accept(noun + " name missing");
    } else {
      Assignments.read(line, problem).ifPresent(current.assignments()::add);
    }
  }

  private void open(FirstWord word, Line line, Consumer<String> problem) {
    if (word.name().isEmpty()) {
      problem.accept(noun + " name missing");
    } else if (!names.add(word.name())) {
      problem.accept("there are two " + noun + "s called \"" + word.name() + "\"");
    }
    String rest = word.rest().substring(1).strip();
    if (!rest.isEmpty()) {
      String hint = rest.startsWith("#") ? " (# is comment only at line start)" : "";
      problem.accept("extra characters follow driver name " + word.name() + hint);
    }
    Block block = new Block(word.name(), new ArrayList<>(), line.position());
    blocks.add(block);
    current = block;
  }
}
