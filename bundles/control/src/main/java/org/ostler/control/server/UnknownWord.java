// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;

/** Answers a word that no command has, with those that there are. */
final class UnknownWord implements Command {
  private static final int USAGE = 64;

  private final List<Command> known;
  private final Optional<String> feature;

  /** {@code feature} is the one that would bring the word. */
  UnknownWord(List<Command> known, Optional<String> feature) {
    this.known = known;
    this.feature = feature;
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
            + "\"; "
            + feature
                .map(name -> "the feature " + name + " has it: ostler feature install " + name)
                .orElse("the server knows " + String.join(" ", words))
            + "\n";
    try {
      invocation.errors().write(sentence.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      return USAGE; // the client no longer listens
    }
    return USAGE;
  }
}
