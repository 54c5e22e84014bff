// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** Searches subjects for the matches of a pattern, where they may begin. Confined to one thread. */
final class Search {
  private final Program program;
  private final State state;
  private final Machine machine;

  /** Where what every match holds was found last. */
  private int requiredAt;

  Search(Program program, long limitNanos) {
    this.program = program;
    this.state = new State(program.groups(), program.registers());
    this.machine = new Machine(program, state, limitNanos);
  }

  /** Lets the subject go, and what a large one needed. */
  void rest() {
    state.rest();
  }

  /** The last match. */
  State state() {
    return state;
  }

  /**
   * Searches for a match.
   *
   * @param from where the search begins
   * @param here whether the match must begin there and may not be empty
   * @throws State.Full when time or room end
   */
  boolean find(String text, int from, boolean here) throws State.Full {
    if (program.dialect().utf && Utf8.fault(text) >= 0) {
      return false;
    }
    state.text = text;
    state.end = text.length();
    requiredAt = -1;
    machine.start(from, !here && !program.dialect().notEmpty);
    Start start = program.start();
    boolean fixed = here || start.anchored();
    int place = from;
    while (place <= state.end) {
      int candidate = fixed ? place : candidate(start, place);
      if (candidate < 0 || !possible(start, candidate)) {
        return false;
      }
      if (machine.run(candidate)) {
        return true;
      }
      if (fixed || machine.over()) {
        return false;
      }
      place = machine.next() > candidate ? machine.next() : after(candidate);
    }
    return false;
  }

  /** Whether what every match holds is there at all. */
  private boolean possible(Start start, int place) {
    if (!mayBegin(start, place)) {
      return false;
    }
    if (start.required() >= 0 && requiredAt < place) {
      requiredAt = state.text.indexOf(start.required(), place);
      return requiredAt >= 0;
    }
    return true;
  }

  /** The first place from here on where a match may begin, or -1. */
  private int candidate(Start start, int place) {
    String text = state.text;
    if (!start.text().isEmpty()) {
      return text.indexOf(start.text(), place);
    }
    if (start.lineStart()) {
      return lineStart(start, place);
    }
    if (start.first() == null) {
      return place;
    }
    boolean[] first = start.first();
    for (int i = place; i < state.end; i++) {
      char c = text.charAt(i);
      if (c > 255 || first[c]) {
        return i;
      }
    }
    return -1;
  }

  private int lineStart(Start start, int place) {
    for (int i = place; i <= state.end; i++) {
      boolean line = i == 0 || Newlines.before(program.dialect(), state.text, i) > 0;
      if (line && mayBegin(start, i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean mayBegin(Start start, int place) {
    return start.first() == null || place < state.end && start.mayBegin(state.text.charAt(place));
  }

  private int after(int place) {
    Dialect dialect = program.dialect();
    if (place >= state.end) {
      return place + 1;
    }
    char c = state.text.charAt(place);
    if (c == '\r'
        && dialect.pairs()
        && !dialect.namesNewline
        && state.text.startsWith("\n", place + 1)) {
      return place + 2;
    }
    return place + (dialect.utf ? Utf8.length(c) : 1);
  }
}
