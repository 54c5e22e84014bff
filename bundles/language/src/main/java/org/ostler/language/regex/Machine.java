// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * Runs a program on subjects: one way after the other, as PCRE2's interpreter does, so that verbs
 * mean the same. Confined to one thread.
 */
final class Machine {
  private static final int STEPS_BETWEEN_LOOKS = 1 << 14;

  /** So many octets, as a power of two, are looked at in the time of one instruction. */
  private static final int OCTETS_A_STEP = 3;

  private static final int FAILED = -1;
  private static final int GO_ON = -2;

  private final Program program;
  private final int[] code;
  private final boolean[][] sets;
  private final State state;
  private final Characters characters;
  private final long limitNanos;
  private long deadlineNanos;
  private boolean running;
  private int steps;
  private long tries;

  /** Where what every match holds was found last. */
  private int requiredAt;

  /** Where the search began. */
  private int origin;

  private boolean mayBeEmpty;

  /** Where to search on when a try fails; less than zero for the next place. */
  private int next;

  private boolean over;

  Machine(Program program, long limitNanos) {
    this.program = program;
    this.code = program.code();
    this.limitNanos = limitNanos;
    this.sets = new boolean[program.sets().length][];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = program.sets()[i].octets;
    }
    this.state = new State(program.groups(), program.registers());
    this.characters = new Characters(program, state);
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
    origin = from;
    mayBeEmpty = !here && !program.dialect().notEmpty;
    running = false;
    requiredAt = -1;
    steps = STEPS_BETWEEN_LOOKS;
    tries = program.dialect().tries;
    Start start = program.start();
    boolean fixed = here || start.anchored();
    int place = from;
    while (place <= state.end) {
      int candidate = fixed ? place : candidate(start, place);
      if (candidate < 0 || !possible(start, candidate)) {
        return false;
      }
      state.begin(candidate);
      next = -1;
      over = false;
      if (run()) {
        return true;
      }
      if (fixed || over) {
        return false;
      }
      place = next > candidate ? next : after(candidate);
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

  private boolean run() throws State.Full {
    State s = state;
    int pc = 0;
    while (true) {
      if (pc < 0) {
        pc = backtrack();
        if (pc < 0) {
          return false;
        }
      }
      if (--steps < 0) {
        look();
      }
      switch (code[pc]) {
        case Op.CHAR -> {
          if (s.at < s.end && s.text.charAt(s.at) == code[pc + 1]) {
            s.at++;
            pc += 2;
          } else {
            pc = FAILED;
          }
        }
        case Op.SET -> {
          if (s.at < s.end && has(sets[code[pc + 1]], s.text.charAt(s.at))) {
            s.at++;
            pc += 2;
          } else {
            pc = FAILED;
          }
        }
        case Op.TEXT -> pc = text(pc);
        case Op.REPEAT_SET -> pc = repeat(pc);
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
            pc = FAILED;
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

  private static boolean has(boolean[] set, char c) {
    return c < 256 && set[c];
  }

  private int text(int pc) {
    String wanted = program.texts()[code[pc + 1]];
    if (!state.text.startsWith(wanted, state.at)) {
      return FAILED;
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
      case Op.SET -> s.at >= s.end || !has(sets[code[pc + 1]], s.text.charAt(s.at));
      case Op.TEXT ->
          s.at >= s.end || s.text.charAt(s.at) != program.texts()[code[pc + 1]].charAt(0);
      default -> false;
    };
  }

  private int repeat(int pc) throws State.Full {
    State s = state;
    String text = s.text;
    boolean[] set = sets[code[pc + 1]];
    int from = s.at;
    int least = code[pc + 2];
    int greed = code[pc + 4];
    int most = greed == 1 ? least : code[pc + 3];
    int stop = most > s.end - from ? s.end : from + most;
    int i = from;
    while (i < stop && has(set, text.charAt(i))) {
      i++;
    }
    steps -= i - from >> OCTETS_A_STEP;
    if (i - from < least) {
      return FAILED;
    }
    s.at = i;
    if (greed == 2) {
      return pc + 6;
    }
    return greed == 1 ? takeLeast(i, code[pc + 3] - least, pc) : giveBack(from + least, i, pc);
  }

  /** Goes on with the longest repetition that what follows may follow. */
  private int giveBack(int least, int longest, int pc) throws State.Full {
    int wanted = code[pc + 5];
    int i = longest;
    if (wanted >= 0) {
      String text = state.text;
      boolean[] set = sets[wanted];
      while (i >= least && (i >= state.end || !has(set, text.charAt(i)))) {
        i--;
      }
      steps -= longest - i >> OCTETS_A_STEP;
      if (i < least) {
        return FAILED;
      }
    }
    state.at = i;
    if (i > least) {
      state.push(least, i, pc, State.GIVE_BACK);
    }
    return pc + 6;
  }

  private int backtrack() throws State.Full {
    State s = state;
    int[] words;
    int pc = GO_ON;
    while (pc == GO_ON && s.top > 0) {
      words = s.stack;
      switch (words[s.top - 1]) {
        case State.TRY, State.ALTERNATIVE, State.UNLESS -> {
          s.top -= 3;
          s.at = words[s.top];
          pc = words[s.top + 1];
        }
        case State.GIVE_BACK -> {
          s.top -= 4;
          pc = giveBackMore(words[s.top], words[s.top + 1], words[s.top + 2]);
        }
        case State.TAKE_MORE -> {
          s.top -= 4;
          pc = takeMore(words[s.top], words[s.top + 1], words[s.top + 2]);
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
        default -> pc = verb(words[s.top - 1]);
      }
    }
    if (--tries < 0) {
      over = true;
      return FAILED;
    }
    return pc;
  }

  private int giveBackMore(int least, int place, int pc) throws State.Full {
    int shorter = code[pc] == Op.REPEAT_WIDE ? Utf8.before(state.text, place) : place - 1;
    int at = giveBack(least, shorter, pc);
    return at < 0 ? GO_ON : at;
  }

  private int takeMore(int place, int left, int pc) throws State.Full {
    if (left <= 0 || place >= state.end) {
      return GO_ON;
    }
    int after = place + 1;
    if (code[pc] == Op.REPEAT_WIDE) {
      after = characters.step(place, code[pc + 1]);
      if (after < 0) {
        return GO_ON;
      }
    } else if (!has(sets[code[pc + 1]], state.text.charAt(place))) {
      return GO_ON;
    }
    int at = takeLeast(after, left - 1, pc);
    return at < 0 ? GO_ON : at;
  }

  /** Goes on with the shortest repetition that what follows may follow; one ends at a place. */
  private int takeLeast(int place, int left, int pc) throws State.Full {
    int wanted = code[pc + 5];
    int i = place;
    int more = left;
    if (wanted >= 0) {
      String text = state.text;
      boolean[] set = sets[code[pc + 1]];
      boolean[] following = sets[wanted];
      while (i < state.end && !has(following, text.charAt(i))) {
        if (more <= 0 || !has(set, text.charAt(i))) {
          steps -= i - place >> OCTETS_A_STEP;
          return FAILED;
        }
        i++;
        more--;
      }
      steps -= i - place >> OCTETS_A_STEP;
      if (i >= state.end) {
        return FAILED;
      }
    }
    state.at = i;
    state.push(i, more, pc, State.TAKE_MORE);
    return pc + 6;
  }

  /** What a verb does when it is come back to. */
  private int verb(int kind) {
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
        steps -= s.top >> OCTETS_A_STEP;
        int mark = s.mark(program.texts()[word], program.texts());
        return mark < 0 ? GO_ON : giveUp(mark, false);
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
        return GO_ON;
      }
      boolean stops = kind == State.FRAME && call >= 0 && s.stack[s.top - 4] == call;
      s.undo();
      if (stops) {
        return GO_ON;
      }
    }
    next = place;
    over = all;
    return FAILED;
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
    return GO_ON;
  }

  private void look() throws State.Full {
    steps = STEPS_BETWEEN_LOOKS;
    long now = System.nanoTime();
    if (!running) {
      running = true;
      deadlineNanos = now + limitNanos;
    } else if (now - deadlineNanos > 0) {
      throw new State.Full();
    }
  }

  /** The instructions that are met less often. */
  private int other(int pc) throws State.Full {
    int op = code[pc];
    if (op <= Op.BACK) {
      int to = characters.step(pc);
      steps -= state.work >> OCTETS_A_STEP;
      state.work = 0;
      return to;
    }
    if (op <= Op.STEP_BACK) {
      return place(pc);
    }
    if (op <= Op.ALTERNATIVE || op == Op.UNMOVED_ENOUGH) {
      return flow(pc);
    }
    return op < Op.COMMIT ? group(pc) : verbMet(pc);
  }

  private int place(int pc) throws State.Full {
    State s = state;
    switch (code[pc]) {
      case Op.KEEP -> s.keepHere();
      case Op.STEP_BACK -> {
        return characters.stepBack(code[pc + 1]) ? pc + 2 : FAILED;
      }
      case Op.SEARCH_START -> {
        return s.at == origin ? pc + 1 : FAILED;
      }
      default -> {
        return Places.holds(code[pc], s.text, s.at, program.dialect()) ? pc + 1 : FAILED;
      }
    }
    return pc + 1;
  }

  private int flow(int pc) throws State.Full {
    State s = state;
    int register = code[pc + 1];
    switch (code[pc]) {
      case Op.TRY_LATER -> {
        s.push(s.at, pc + 2, State.TRY);
        return code[pc + 1];
      }
      case Op.COUNT -> s.set(register, 0);
      case Op.LOOP -> {
        return loop(pc);
      }
      case Op.UNMOVED -> {
        return s.registers[register] == s.at ? code[pc + 2] : pc + 3;
      }
      case Op.UNMOVED_ENOUGH -> {
        boolean enough = s.registers[code[pc + 2]] >= code[pc + 3];
        return enough && s.registers[register] == s.at ? code[pc + 4] : pc + 5;
      }
      default -> s.set(register, s.top + (s.top > 0 ? 3 : 0)); // THEN_HERE, above its own undoing
    }
    return pc + 2;
  }

  private int loop(int pc) throws State.Full {
    State s = state;
    int register = code[pc + 1];
    int count = s.registers[register];
    if (count >= code[pc + 2]) {
      if (count >= code[pc + 3]) {
        return code[pc + 5];
      }
      if (code[pc + 4] == 1) {
        s.push(s.at, pc, State.MORE);
        return code[pc + 5];
      }
      s.push(s.at, code[pc + 5], State.TRY);
    }
    s.set(register, count + 1);
    return pc + 6;
  }

  private int group(int pc) throws State.Full {
    State s = state;
    int register = code[pc + 1];
    switch (code[pc]) {
      case Op.ATOMIC -> s.registers[register] = s.top;
      case Op.ATOMIC_END -> s.cut(s.registers[register]);
      case Op.LOOK -> {
        s.registers[register] = s.top;
        s.registers[code[pc + 2]] = s.at;
        return pc + 3;
      }
      case Op.LOOK_END -> {
        s.cut(s.registers[register]);
        s.at = s.registers[code[pc + 2]];
        return pc + 3;
      }
      case Op.GO_BACK -> s.at = s.registers[register];
      case Op.UNLESS -> {
        s.registers[register] = s.top;
        s.push(s.at, code[pc + 2], State.UNLESS);
        return pc + 3;
      }
      case Op.UNLESS_END -> {
        s.undoTo(s.registers[register]);
        return FAILED;
      }
      case Op.ASK_END -> s.at = s.dropUnless(s.registers[register]);
      case Op.ASK_NOT_END -> {
        s.undoTo(s.registers[register] + 3);
        s.at = s.dropUnless(s.registers[register]);
        return code[pc + 2];
      }
      case Op.IF_CAPTURED -> {
        return captured(program.numbers()[register]) ? pc + 3 : code[pc + 2];
      }
      case Op.IF_CALLED -> {
        return isCalled(program.numbers()[register]) ? pc + 3 : code[pc + 2];
      }
      case Op.CALL -> {
        return call(pc);
      }
      default -> {
        return s.called == register ? s.back() : pc + 2; // RETURN
      }
    }
    return pc + 2;
  }

  private boolean captured(int[] groups) {
    for (int group : groups) {
      if (state.captures[2 * group + 1] >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the groups is called: -1 is always, -2 when any is. */
  private boolean isCalled(int[] groups) {
    for (int group : groups) {
      if (group == -1 || group == -2 && state.called >= 0 || group == state.called) {
        return true;
      }
    }
    return false;
  }

  /** A call without progress would never end: PCRE2 then finds no match at all. */
  private int call(int pc) throws State.Full {
    int group = code[pc + 2];
    if (state.calledHere(group)) {
      state.top = 0;
      over = true;
      return FAILED;
    }
    state.call(group, pc + 3);
    return code[pc + 1];
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
        return FAILED;
      }
    }
    return code[pc] == Op.COMMIT || code[pc] == Op.PRUNE || code[pc] == Op.SKIP ? pc + 1 : pc + 2;
  }
}
