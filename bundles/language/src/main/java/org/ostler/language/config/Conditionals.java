// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.ostler.language.text.Ascii;

/** The nesting of {@code .ifdef} and its relatives. */
final class Conditionals {
  private static final List<String> WORDS =
      List.of("ifdef", "ifndef", "elifdef", "elifndef", "else", "endif");

  /** What becomes of the lines of one branch. */
  private enum State {
    /** They are used. */
    USED,
    /** They are skipped, and a later branch may be used. */
    WAITING,
    /** They are skipped, and so is all up to the end. */
    DONE
  }

  private final Deque<State> outer = new ArrayDeque<>();
  private State state = State.USED;

  /** Whether lines are used where we are. */
  boolean active() {
    return state == State.USED;
  }

  boolean open() {
    return !outer.isEmpty();
  }

  /**
   * Obeys a line that is a conditional directive.
   *
   * @param line a physical line that begins with a full stop
   * @param macroFound whether a macro was replaced in it, which is all that the directives test
   * @return whether it was one
   */
  boolean obey(String line, boolean macroFound, Consumer<String> problem) {
    int end = 1;
    while (end < line.length() && !Ascii.isSpace(line.charAt(end))) {
      end++;
    }
    String word = line.substring(1, end);
    if (!WORDS.contains(word)) {
      return false;
    }
    switch (word) {
      case "ifdef" -> open(macroFound);
      case "ifndef" -> open(!macroFound);
      default -> {
        if (outer.isEmpty()) {
          problem.accept("." + word + " without matching .ifdef");
        } else {
          within(word, macroFound);
        }
      }
    }
    return true;
  }

  private void open(boolean holds) {
    outer.push(state);
    state = state != State.USED ? State.DONE : holds ? State.USED : State.WAITING;
  }

  private void within(String word, boolean macroFound) {
    switch (word) {
      case "endif" -> state = outer.pop();
      case "elifdef" -> branch(macroFound);
      case "elifndef" -> branch(!macroFound);
      default -> branch(true);
    }
  }

  private void branch(boolean holds) {
    if (state == State.USED) {
      state = State.DONE;
    } else if (state == State.WAITING && holds) {
      state = State.USED;
    }
  }
}
