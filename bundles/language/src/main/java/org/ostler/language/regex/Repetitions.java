// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * Repetitions of one character: they keep their two ends alone, and pass over lengths that what
 * follows cannot follow. Each method returns the instruction to go on at, or a negative one.
 */
final class Repetitions {
  private final int[] code;
  private final boolean[][] sets;
  private final State state;
  private final Clock clock;
  private final Characters characters;

  Repetitions(Program program, boolean[][] sets, State state, Clock clock, Characters characters) {
    this.code = program.code();
    this.sets = sets;
    this.state = state;
    this.clock = clock;
    this.characters = characters;
  }

  /** Does {@link Op#REPEAT_SET}. */
  int repeat(int pc) throws State.Full {
    State s = state;
    String text = s.text;
    boolean[] set = sets[code[pc + 1]];
    int from = s.at;
    int least = code[pc + 2];
    int greed = code[pc + 4];
    int most = greed == 1 ? least : code[pc + 3];
    int stop = most > s.end - from ? s.end : from + most;
    int i = from;
    while (i < stop && CharSet.has(set, text.charAt(i))) {
      i++;
    }
    clock.spend(i - from);
    if (i - from < least) {
      return State.FAILED;
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
      while (i >= least && (i >= state.end || !CharSet.has(set, text.charAt(i)))) {
        i--;
      }
      clock.spend(longest - i);
      if (i < least) {
        return State.FAILED;
      }
    }
    state.at = i;
    if (i > least) {
      state.push(least, i, pc, State.GIVE_BACK);
    }
    return pc + 6;
  }

  /** Tries a shorter repetition than the one that ended at a place. */
  int giveBackMore(int least, int place, int pc) throws State.Full {
    int shorter = code[pc] == Op.REPEAT_WIDE ? Utf8.before(state.text, place) : place - 1;
    int at = giveBack(least, shorter, pc);
    return at < 0 ? State.GO_ON : at;
  }

  /** Tries a longer repetition than the one that ended at a place. */
  int takeMore(int place, int left, int pc) throws State.Full {
    if (left <= 0 || place >= state.end) {
      return State.GO_ON;
    }
    int after = place + 1;
    if (code[pc] == Op.REPEAT_WIDE) {
      after = characters.step(place, code[pc + 1]);
      if (after < 0) {
        return State.GO_ON;
      }
    } else if (!CharSet.has(sets[code[pc + 1]], state.text.charAt(place))) {
      return State.GO_ON;
    }
    int at = takeLeast(after, left - 1, pc);
    return at < 0 ? State.GO_ON : at;
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
      while (i < state.end && !CharSet.has(following, text.charAt(i))) {
        if (more <= 0 || !CharSet.has(set, text.charAt(i))) {
          clock.spend(i - place);
          return State.FAILED;
        }
        i++;
        more--;
      }
      clock.spend(i - place);
      if (i >= state.end) {
        return State.FAILED;
      }
    }
    state.at = i;
    state.push(i, more, pc, State.TAKE_MORE);
    return pc + 6;
  }
}
