// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program that is being written. */
final class Code {
  /** Far more than a sound pattern needs; PCRE2 has a bound of that kind too. */
  private static final int LONGEST = 1 << 20;

  private int[] words = new int[64];
  private int length;
  private int registers;
  private final List<String> texts = new ArrayList<>();
  private final List<CharSet> sets = new ArrayList<>();
  private final List<int[]> numbers = new ArrayList<>();

  /** Where the next instruction will stand. */
  int here() {
    return length;
  }

  /** Writes an instruction with what follows it; returns where it stands. */
  int add(int op, int... operands) throws BadPattern {
    int at = length;
    if (length > LONGEST) {
      throw new BadPattern(Complaint.LARGE, 0);
    }
    if (length + 1 + operands.length > words.length) {
      words = Arrays.copyOf(words, 2 * words.length + operands.length);
    }
    words[length++] = op;
    for (int operand : operands) {
      words[length++] = operand;
    }
    return at;
  }

  /** Puts the next instruction's place into the last word of the instruction at {@code at}. */
  void land(int at, int operands) {
    words[at + operands] = length;
  }

  void put(int at, int word) {
    words[at] = word;
  }

  int register() {
    return registers++;
  }

  int text(String text) {
    texts.add(text);
    return texts.size() - 1;
  }

  int set(CharSet set) {
    sets.add(set);
    return sets.size() - 1;
  }

  int numbers(int[] groups) {
    numbers.add(groups);
    return numbers.size() - 1;
  }

  Program program(int groups, Start start, Dialect dialect) {
    return new Program(
        Arrays.copyOf(words, length),
        texts.toArray(String[]::new),
        sets.toArray(CharSet[]::new),
        numbers.toArray(int[][]::new),
        groups,
        registers,
        start,
        dialect);
  }
}
