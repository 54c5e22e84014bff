// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;

/** Answers a word that no command has, with those that there are. */
final class UnknownWord implements Command {
  private static final int USAGE = 64;

  private final List<Command> known;

  UnknownWord(List<Command> known) {
    this.known = known;
  }

  @Override
  public List<String> words() {
    return List.of();
  }

  @Override
  public int run(Invocation invocation) {
    TreeSet<String> words =
        known.stream()
            .flatMap(c -> c.words().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    String first = invocation.arguments().isEmpty() ? "" : invocation.arguments().getFirst();
    String sentence =
        "ostler: unknown word \""
            + first
            + "\"; the server knows "
            + String.join(" ", words)
            + "\n";
    try {
      invocation.errors().write(sentence.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      return USAGE; // the client no longer listens
    }
    return USAGE;
  }
}
