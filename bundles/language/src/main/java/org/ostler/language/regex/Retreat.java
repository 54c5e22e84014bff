// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** What verbs do when a match comes back to them: whole parts of it are given up. */
final class Retreat {
  private final Program program;
  private final State state;
  private final Clock clock;

  /** Where to search on when a try failed; less than zero for the next place. */
  int next;

  /** Whether there is nothing more to try at any place. */
  boolean over;

  Retreat(Program program, State state, Clock clock) {
    this.program = program;
    this.state = state;
    this.clock = clock;
  }

  void start() {
    next = -1;
    over = false;
  }

  /** What a verb does when it is come back to. */
  int verb(int kind) {
    State s = state;
    int word = kind == State.COMMIT || kind == State.PRUNE ? 0 : s.stack[s.top - 2];
    s.undo();
    switch (kind) {
      case State.COMMIT -> {
        return giveUp(-1, true);
      }
      case State.PRUNE -> {
        return giveUp(-1, false);
      }
      case State.SKIP -> {
        return giveUp(word, false);
      }
      case State.SKIP_TO -> {
        clock.spend(s.top);
        int mark = s.mark(program.texts()[word], program.texts());
        return mark < 0 ? State.GO_ON : giveUp(mark, false);
      }
      default -> {
        return then(word);
      }
    }
  }

  /** Gives up what encloses a verb: an assertion that is asked, a call, or the try as a whole. */
  private int giveUp(int place, boolean all) {
    State s = state;
    int call = s.called;
    while (s.top > 0) {
      int kind = s.stack[s.top - 1];
      if (kind == State.UNLESS) {
        return State.GO_ON;
      }
      boolean stops = kind == State.FRAME && call >= 0 && s.stack[s.top - 4] == call;
      s.undo();
      if (stops) {
        return State.GO_ON;
      }
    }
    next = place;
    over = all;
    return State.FAILED;
  }

  /** Goes on with the next alternative around. */
  private int then(int register) {
    State s = state;
    int height = register < 0 ? -1 : s.registers[register];
    if (height < 0 || height < s.frame) {
      return giveUp(-1, false);
    }
    while (s.top > height) {
      if (s.top == height + 3 && s.stack[s.top - 1] == State.ALTERNATIVE) {
        break;
      }
      s.undo();
    }
    return State.GO_ON;
  }
}
