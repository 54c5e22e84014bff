// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import java.util.EnumSet;
import java.util.Set;
import org.ostler.api.expansion.Expandable;
import org.ostler.language.list.AddressPattern;

/**
 * One line of the rewrite section.
 *
 * @param number counted from 1, for log lines
 * @param pattern for addresses
 * @param raw the pattern as text to expand: a regular expression for the arguments of MAIL and RCPT
 * @param replacement what an address becomes
 * @param flags where it is in force, and how
 */
record RewriteRule(
    int number, AddressPattern pattern, Expandable raw, Expandable replacement, Flags flags) {
  /**
   * The letters of a rule.
   *
   * @param places where it is in force
   * @param whole {@code w}: the phrase and comments of a header's address are replaced too
   * @param quit {@code q}: no other rule is tried after this one
   * @param repeat {@code R}: the rule is tried again on what it made, ten times at most
   * @param qualify {@code Q}: what it makes may lack a domain
   */
  record Flags(Set<Place> places, boolean whole, boolean quit, boolean repeat, boolean qualify) {
    static final String NOT_IN_TRANSPORTS = "EFTS";

    Flags {
      places = Set.copyOf(places);
    }

    /** Reads the letters; the message of the exception names one that is unknown. */
    static Flags parse(String letters) throws UnknownFlag {
      Set<Place> places = EnumSet.noneOf(Place.class);
      for (char letter : letters.toCharArray()) {
        switch (letter) {
          case 'E' -> places.addAll(Place.ENVELOPE);
          case 'h' -> places.addAll(Place.HEADER);
          case 'w', 'q', 'R', 'Q', ' ', '\t' -> {
            // Tested for below, or between letters.
          }
          default -> {
            if (!addNamed(letter, places)) {
              throw new UnknownFlag(letter);
            }
          }
        }
      }
      if (places.isEmpty()) {
        places.addAll(Place.HEADER);
        places.addAll(Place.ENVELOPE);
      }
      return new Flags(
          places,
          letters.indexOf('w') >= 0,
          letters.indexOf('q') >= 0,
          letters.indexOf('R') >= 0,
          letters.indexOf('Q') >= 0);
    }

    /** Whether any letter but {@code S} is there. */
    boolean isForMoreThanArguments() {
      return whole || quit || repeat || qualify || !Place.SMTP.containsAll(places);
    }

    private static boolean addNamed(char letter, Set<Place> places) {
      boolean found = false;
      for (Place place : Place.values()) {
        if (place.letter() == letter) {
          places.add(place);
          found = true;
        }
      }
      return found;
    }
  }

  /** A letter that is no flag. */
  static final class UnknownFlag extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownFlag(char letter) {
      super(
          "unknown rewrite flag character '"
              + letter
              + "' (could be missing quotes round replacement item)");
    }
  }

  boolean isFor(Place place) {
    return flags.places().contains(place);
  }
}
