// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** The instructions that read characters, but for the few that {@link Machine} does itself. */
final class Characters {
  private static final int FAILED = -1;

  private final Program program;
  private final int[] code;
  private final State state;
  private final Dialect dialect;

  Characters(Program program, State state) {
    this.program = program;
    this.code = program.code();
    this.state = state;
    this.dialect = program.dialect();
  }

  /** Does the instruction at {@code pc}; returns the next one, or less than zero on failure. */
  int step(int pc) throws State.Full {
    State s = state;
    return switch (code[pc]) {
      case Op.TEXT_CASELESS -> caseless(pc);
      case Op.WIDE_SET -> moved(s.at >= s.end ? FAILED : step(s.at, code[pc + 1]), pc + 2);
      case Op.DOT -> {
        boolean newline = s.at >= s.end || Newlines.at(dialect, s.text, s.at, s.end) > 0;
        yield moved(newline ? FAILED : after(s.at), pc + 1);
      }
      case Op.OCTET -> moved(s.at >= s.end ? FAILED : s.at + 1, pc + 1);
      case Op.NEWLINE -> {
        int length = Newlines.escaped(dialect, s.text, s.at, s.end);
        yield moved(length == 0 ? FAILED : s.at + length, pc + 1);
      }
      case Op.CLUSTER ->
          moved(s.at >= s.end ? FAILED : Clusters.end(s.text, s.at, dialect.utf), pc + 1);
      case Op.REPEAT_WIDE -> repeat(pc);
      default -> back(pc); // BACK
    };
  }

  private int moved(int place, int pc) {
    if (place < 0) {
      return FAILED;
    }
    state.at = place;
    return pc;
  }

  private int after(int place) {
    return dialect.utf ? place + Utf8.length(state.text.charAt(place)) : place + 1;
  }

  /** Where the character at a place before the end ends, when it is in a set; or -1. */
  int step(int place, int set) {
    char first = state.text.charAt(place);
    if (first < 0x80) {
      return program.sets()[set].octets[first] ? place + 1 : FAILED;
    }
    return program.sets()[set].has(Utf8.code(state.text, place))
        ? place + Utf8.length(first)
        : FAILED;
  }

  private int caseless(int pc) {
    State s = state;
    String wanted = program.texts()[code[pc + 1]];
    int length = wanted.length();
    if (length > s.end - s.at) {
      return FAILED;
    }
    s.work += length;
    for (int i = 0; i < length; i++) {
      char c = s.text.charAt(s.at + i);
      char w = wanted.charAt(i);
      if (c != w && (c < 'A' || c > 'Z' || c + 0x20 != w)) {
        return FAILED;
      }
    }
    s.at += length;
    return pc + 2;
  }

  private int repeat(int pc) throws State.Full {
    State s = state;
    int least = code[pc + 2];
    int greed = code[pc + 4];
    int most = greed == 1 ? least : code[pc + 3];
    int place = s.at;
    int leastPlace = least == 0 ? place : -1;
    int count = 0;
    while (count < most && place < s.end) {
      int after = step(place, code[pc + 1]);
      if (after < 0) {
        break;
      }
      place = after;
      if (++count == least) {
        leastPlace = place;
      }
    }
    if (count < least) {
      return FAILED;
    }
    s.work += place - s.at;
    s.at = place;
    if (greed == 1) {
      s.push(place, code[pc + 3] - least, pc, State.TAKE_MORE);
    } else if (greed == 0 && place > leastPlace) {
      s.push(leastPlace, place, pc, State.GIVE_BACK);
    }
    return pc + 6;
  }

  /** Steps back some characters; whether there are as many. */
  boolean stepBack(int count) {
    if (!dialect.utf) {
      state.at -= count;
      return state.at >= 0;
    }
    int place = state.at;
    for (int i = 0; i < count; i++) {
      if (place == 0) {
        return false;
      }
      place = Utf8.before(state.text, place);
    }
    state.at = place;
    return true;
  }

  /** The first of the groups that captured is compared. */
  private int back(int pc) {
    State s = state;
    for (int group : program.numbers()[code[pc + 1]]) {
      int from = s.captures[2 * group];
      int to = s.captures[2 * group + 1];
      if (from >= 0) {
        return same(from, to, Folding.values()[code[pc + 2]]) ? pc + 3 : FAILED;
      }
    }
    return FAILED;
  }

  private boolean same(int from, int to, Folding folding) {
    State s = state;
    if (folding == Folding.UNICODE && dialect.utf) {
      return sameWide(from, to);
    }
    int length = to - from;
    if (length > s.end - s.at) {
      return false;
    }
    s.work += length;
    for (int i = 0; i < length; i++) {
      char one = s.text.charAt(from + i);
      char two = s.text.charAt(s.at + i);
      if (one != two && folding.fold(one) != folding.fold(two)) {
        return false;
      }
    }
    s.at += Math.max(0, length);
    return true;
  }

  private boolean sameWide(int from, int to) {
    State s = state;
    int one = from;
    int two = s.at;
    s.work += to - from;
    while (one < to) {
      if (two >= s.end
          || Folding.UNICODE.fold(Utf8.code(s.text, one))
              != Folding.UNICODE.fold(Utf8.code(s.text, two))) {
        return false;
      }
      one = after(one);
      two = after(two);
    }
    s.at = two;
    return true;
  }
}
