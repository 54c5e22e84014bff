// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** The instructions of loops and groups. Each returns the one to go on at, or a negative one. */
final class Groups {
  private final Program program;
  private final int[] code;
  private final State state;
  private final Retreat retreat;

  Groups(Program program, State state, Retreat retreat) {
    this.program = program;
    this.code = program.code();
    this.state = state;
    this.retreat = retreat;
  }

  /** Does an instruction that goes elsewhere in the program or keeps count. */
  int flow(int pc) throws State.Full {
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

  /** Does an instruction of groups, conditions and calls. */
  int group(int pc) throws State.Full {
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
        return State.FAILED;
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
    /** Does an instruction of groups, conditions and calls. */
    int group = code[pc + 2];
    if (state.calledHere(group)) {
      state.top = 0;
      retreat.over = true;
      return State.FAILED;
    }
    state.call(group, pc + 3);
    return code[pc + 1];
  }
}
