// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * Runs a program on subjects: one way after the other, as PCRE2's interpreter does, so that verbs
 * mean the same. Confined to one thread.
 */
final class Machine {
  private final Program program;
  private final int[] code;
  private final boolean[][] sets;
  private final State state;
  private final Clock clock;
  private final Characters characters;
  private final Repetitions repetitions;
  private final Retreat retreat;
  private final Groups groups;
  private long tries;

  /** Where the search began. */
  private int origin;

  private boolean mayBeEmpty;

  Machine(Program program, State state, long limitNanos) {
    this.program = program;
    this.code = program.code();
    this.state = state;
    this.clock = new Clock(limitNanos);
    this.sets = new boolean[program.sets().length][];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = program.sets()[i].octets;
    }
    this.characters = new Characters(program, state);
    this.repetitions = new Repetitions(program, sets, state, clock, characters);
    this.retreat = new Retreat(program, state, clock);
    this.groups = new Groups(program, state, retreat);
  }

  /** Makes ready for a search that begins at {@code from}. */
  void start(int from, boolean empty) {
    origin = from;
    mayBeEmpty = empty;
    tries = program.dialect().tries;
    clock.start();
  }

  /** Whether there is no use in trying elsewhere after a try failed. */
  boolean over() {
    return retreat.over;
  }

  /** Where a failed try wants the next one; less than zero when it does not care. */
  int next() {
    return retreat.next;
  }

  /**
   * Tries to match at a place.
   *
   * @throws State.Full when time or room end
   */
  boolean run(int place) throws State.Full {
    State s = state;
    s.begin(place);
    retreat.start();
    int pc = 0;
    while (true) {
      if (pc < 0) {
        pc = backtrack();
        if (pc < 0) {
          return false;
        }
      }
      clock.step();
      switch (code[pc]) {
        case Op.CHAR -> {
          if (s.at < s.end && s.text.charAt(s.at) == code[pc + 1]) {
            s.at++;
            pc += 2;
          } else {
            pc = State.FAILED;
          }
        }
        case Op.SET -> {
          if (s.at < s.end && CharSet.has(sets[code[pc + 1]], s.text.charAt(s.at))) {
            s.at++;
            pc += 2;
          } else {
            pc = State.FAILED;
          }
        }
        case Op.TEXT -> pc = text(pc);
        case Op.REPEAT_SET -> pc = repetitions.repeat(pc);
        case Op.TRY, Op.ALTERNATIVE -> pc = attempt(pc);
        case Op.JUMP -> pc = code[pc + 1];
        case Op.OPEN, Op.NOTE -> {
          s.set(code[pc + 1], s.at);
          pc += 2;
        }
        case Op.CLOSE -> {
          s.capture(code[pc + 2], s.registers[code[pc + 1]], s.at);
          pc += 3;
        }
        case Op.MATCH, Op.ACCEPT -> {
          if (s.called >= 0) {
            pc = s.back();
          } else if (sound()) {
            return true;
          } else {
            pc = State.FAILED;
          }
        }
        default -> pc = other(pc);
      }
    }
  }

  /** Whether the match may be as short as it is. */
  private boolean sound() {
    if (state.at != state.keep) {
      return true;
    }
    return mayBeEmpty && !(program.dialect().notEmptyAtStart && state.at == origin);
  }

  private int text(int pc) {
    String wanted = program.texts()[code[pc + 1]];
    if (!state.text.startsWith(wanted, state.at)) {
      return State.FAILED;
    }
    state.at += wanted.length();
    return pc + 2;
  }

  /** Passes over a way that fails at its first octet. */
  private int attempt(int pc) throws State.Full {
    State s = state;
    if (isVain(code[pc + 2] == Op.JUMP ? code[pc + 3] : pc + 2)) {
      return code[pc + 1];
    }
    s.push(s.at, code[pc + 1], code[pc] == Op.TRY ? State.TRY : State.ALTERNATIVE);
    return pc + 2;
  }

  /** Whether an instruction is sure to fail here. */
  private boolean isVain(int pc) {
    State s = state;
    return switch (code[pc]) {
      case Op.CHAR -> s.at >= s.end || s.text.charAt(s.at) != code[pc + 1];
      case Op.SET -> s.at >= s.end || !CharSet.has(sets[code[pc + 1]], s.text.charAt(s.at));
      case Op.TEXT ->
          s.at >= s.end || s.text.charAt(s.at) != program.texts()[code[pc + 1]].charAt(0);
      default -> false;
    };
  }

  private int backtrack() throws State.Full {
    State s = state;
    int[] words;
    int pc = State.GO_ON;
    while (pc == State.GO_ON && s.top > 0) {
      words = s.stack;
      switch (words[s.top - 1]) {
        case State.TRY, State.ALTERNATIVE, State.UNLESS -> {
          s.top -= 3;
          s.at = words[s.top];
          pc = words[s.top + 1];
        }
        case State.GIVE_BACK -> {
          s.top -= 4;
          pc = repetitions.giveBackMore(words[s.top], words[s.top + 1], words[s.top + 2]);
        }
        case State.TAKE_MORE -> {
          s.top -= 4;
          pc = repetitions.takeMore(words[s.top], words[s.top + 1], words[s.top + 2]);
        }
        case State.MORE -> {
          s.top -= 3;
          s.at = words[s.top];
          int loop = words[s.top + 1];
          s.set(code[loop + 1], s.registers[code[loop + 1]] + 1);
          pc = loop + 6;
        }
        case State.REGISTER, State.CAPTURE, State.KEEP, State.INSIDE, State.FRAME, State.MARK ->
            s.undo();
        default -> pc = retreat.verb(words[s.top - 1]);
      }
    }
    if (--tries < 0) {
      retreat.over = true;
      return State.FAILED;
    }
    return pc;
  }

  /** The instructions that are met less often. */
  private int other(int pc) throws State.Full {
    int op = code[pc];
    if (op <= Op.BACK) {
      int to = characters.step(pc);
      clock.spend(state.work);
      state.work = 0;
      return to;
    }
    if (op <= Op.STEP_BACK) {
      return place(pc);
    }
    if (op <= Op.ALTERNATIVE || op == Op.UNMOVED_ENOUGH) {
      return groups.flow(pc);
    }
    return op < Op.COMMIT ? groups.group(pc) : verbMet(pc);
  }

  private int place(int pc) throws State.Full {
    State s = state;
    switch (code[pc]) {
      case Op.KEEP -> s.keepHere();
      case Op.STEP_BACK -> {
        return characters.stepBack(code[pc + 1]) ? pc + 2 : State.FAILED;
      }
      case Op.SEARCH_START -> {
        return s.at == origin ? pc + 1 : State.FAILED;
      }
      default -> {
        return Places.holds(code[pc], s.text, s.at, program.dialect()) ? pc + 1 : State.FAILED;
      }
    }
    return pc + 1;
  }

  private int verbMet(int pc) throws State.Full {
    State s = state;
    switch (code[pc]) {
      case Op.COMMIT -> s.push(State.COMMIT);
      case Op.PRUNE -> s.push(State.PRUNE);
      case Op.SKIP -> s.push(s.at, State.SKIP);
      case Op.SKIP_TO -> s.push(code[pc + 1], State.SKIP_TO);
      case Op.MARK -> s.push(s.at, code[pc + 1], State.MARK);
      case Op.THEN -> s.push(code[pc + 1], State.THEN);
      default -> {
        return State.FAILED;
      }
    }
    return code[pc] == Op.COMMIT || code[pc] == Op.PRUNE || code[pc] == Op.SKIP ? pc + 1 : pc + 2;
  }
}
