// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ostler.api.acl.Phase;
import org.ostler.api.option.InvalidArgument;

/**
 * A line of {@code acl/places.txt}: a word with an argument, and the lists in which it may stand.
 */
record WordPlace(String name, String argument, Set<Phase> phases) {
  /** The lists that can be seen from outside. */
  static final List<Phase> SEEN =
      Arrays.stream(Phase.values())
          .filter(
              phase ->
                  phase != Phase.DKIM
                      && phase != Phase.NOT_SMTP_START
                      && phase != Phase.NOT_SMTP_MIME
                      // Exim 4.96 does not have it.
                      && phase != Phase.WELLKNOWN)
          .toList();

  static List<WordPlace> all() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/acl/places.txt")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(WordPlace::of)
        .toList();
  }

  private static WordPlace of(String line) {
    String[] sides = line.split(" \\| ");
    String[] word = sides[0].split(" = ", 2);
    String places = sides[1].strip();
    Set<Phase> phases =
        places.equals("any")
            ? Set.copyOf(SEEN)
            : Arrays.stream(places.split(" "))
                .map(place -> Phase.valueOf(place.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    return new WordPlace(word[0], word[1], phases);
  }

  /** The lists in which the code lets it stand. */
  Set<Phase> ofCode() {
    return SEEN.stream().filter(this::mayStand).collect(Collectors.toUnmodifiableSet());
  }

  private boolean mayStand(Phase phase) {
    try {
      return switch (name) {
        case "control" -> ControlWork.complaint(argument, phase) == null;
        case "verify" -> VerifySpec.parse(argument).type().phases.contains(phase);
        default -> Words.find(name).orElseThrow().place().phases().contains(phase);
      };
    } catch (InvalidArgument wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  /** The line of a list. */
  String line() {
    return name + " = " + argument;
  }
}
