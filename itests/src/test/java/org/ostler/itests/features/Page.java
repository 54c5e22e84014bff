// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page of the documentation, as far as a test can do what it says. */
final class Page {
  private static final String INDENT = "    ";

  /**
   * An indented block.
   *
   * @param before the line of text before it, which says what it is
   * @param lines without their indentation
   */
  record Block(String before, List<String> lines) {
    boolean isCommands() {
      return lines.getFirst().startsWith("$ ");
    }
  }

  /** A command and the lines that it prints, among others. */
  record Command(String words, List<String> expected) {}

  private Page() {}

  static List<Block> blocks(Path page) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> open = new ArrayList<>();
    String before = "";
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith(INDENT)) {
        open.add(line.substring(INDENT.length()));
        continue;
      }
      if (line.isEmpty() && !open.isEmpty()) {
        open.add(""); // the block may go on
        continue;
      }
      close(open, before, blocks);
      before = line.isEmpty() ? before : line;
    }
    close(open, before, blocks);
    return blocks;
  }

  /** The lines of the first block whose first line begins so. */
  static String block(Path page, String beginning) throws IOException {
    return blocks(page).stream()
        .filter(block -> block.lines().getFirst().startsWith(beginning))
        .map(block -> String.join("\n", block.lines()) + "\n")
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + beginning + " in " + page));
  }

  private static void close(List<String> open, String before, List<Block> blocks) {
    while (!open.isEmpty() && open.getLast().isEmpty()) {
      open.removeLast();
    }
    if (!open.isEmpty()) {
      blocks.add(new Block(before, List.copyOf(open)));
      open.clear();
    }
  }

  static List<Command> commands(Block block) {
    List<Command> commands = new ArrayList<>();
    for (String line : block.lines()) {
      if (line.startsWith("$ ")) {
        commands.add(new Command(line.substring(2), new ArrayList<>()));
      } else {
        commands.getLast().expected().add(line);
      }
    }
    return commands;
  }
}
