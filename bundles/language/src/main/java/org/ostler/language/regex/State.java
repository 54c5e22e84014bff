// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.Arrays;

/**
 * What a match has come to, with a stack of what to undo and what to try instead. The stack is of
 * words, so that nothing is allocated on the way and no subject ends the stack of a thread. The
 * last word of each entry is its kind.
 */
final class State {
  static final int TRY = 0; // place, instruction
  static final int ALTERNATIVE = 1; // place, instruction
  static final int UNLESS = 2; // place, instruction
  static final int GIVE_BACK = 3; // least place, place, instruction
  static final int TAKE_MORE = 4; // place, how many more, instruction
  static final int MORE = 5; // place, instruction of a loop
  static final int REGISTER = 6; // number, value
  static final int CAPTURE = 7; // group, start, end
  static final int KEEP = 8; // place
  static final int INSIDE = 9; // frame, group
  static final int FRAME = 10; // captures, registers, place, instruction, group, outer group, outer
  static final int COMMIT = 11;
  static final int PRUNE = 12;
  static final int SKIP = 13; // place
  static final int SKIP_TO = 14; // text
  static final int MARK = 15; // place, text
  static final int THEN = 16; // register

  /** In place of an instruction: this way failed. */
  static final int FAILED = -1;

  /** In place of an instruction: so did what was tried instead. */
  static final int GO_ON = -2;

  /** Bounds what one match may hold to 64 MiB. */
  private static final int MOST_WORDS = 1 << 24;

  private static final int FIRST_WORDS = 96;
  private static final int KEPT_WORDS = 4096;
  private static final int[] SIZES = {3, 3, 3, 4, 4, 3, 3, 4, 2, 3, 0, 1, 1, 2, 2, 3, 2};
  private static final int FRAME_REST = 6;

  /** No group is being called. */
  static final int NOT_CALLED = -1;

  final int[] captures;
  final int[] registers;
  String text = "";
  int end;
  int at;

  /** Where the match begins, as far as is known. */
  int keep;

  /** Octets that were compared, which the clock is to be looked at for. */
  int work;

  int[] stack = new int[FIRST_WORDS];
  int top;

  /** The height above the frame of the innermost call, or -1. */
  int frame = -1;

  /** The group that is being called; 0 for the whole pattern. */
  int called = NOT_CALLED;

  State(int groups, int registers) {
    this.captures = new int[2 * groups + 2];
    this.registers = new int[registers];
  }

  void begin(int place) {
    at = place;
    keep = place;
    top = 0;
    frame = -1;
    called = NOT_CALLED;
    Arrays.fill(captures, -1);
  }

  void rest() {
    text = "";
    if (stack.length > KEPT_WORDS) {
      stack = new int[FIRST_WORDS];
    }
  }

  private void room(int words) throws Full {
    if (top + words > stack.length) {
      if (stack.length >= MOST_WORDS) {
        throw new Full();
      }
      stack = Arrays.copyOf(stack, Math.min(MOST_WORDS, Math.max(2 * stack.length, top + words)));
      if (top + words > stack.length) {
        throw new Full();
      }
    }
  }

  void push(int kind) throws Full {
    room(1);
    stack[top++] = kind;
  }

  void push(int a, int kind) throws Full {
    room(2);
    stack[top] = a;
    stack[top + 1] = kind;
    top += 2;
  }

  void push(int a, int b, int kind) throws Full {
    room(3);
    int[] words = stack;
    int i = top;
    words[i] = a;
    words[i + 1] = b;
    words[i + 2] = kind;
    top = i + 3;
  }

  void push(int a, int b, int c, int kind) throws Full {
    room(4);
    int[] words = stack;
    int i = top;
    words[i] = a;
    words[i + 1] = b;
    words[i + 2] = c;
    words[i + 3] = kind;
    top = i + 4;
  }

  /** Sets a register so that it can be undone. */
  void set(int register, int value) throws Full {
    if (top > 0) {
      push(register, registers[register], REGISTER);
    }
    registers[register] = value;
  }

  void capture(int group, int from, int to) throws Full {
    if (top > 0) {
      push(group, captures[2 * group], captures[2 * group + 1], CAPTURE);
    }
    captures[2 * group] = from;
    captures[2 * group + 1] = to;
  }

  void keepHere() throws Full {
    push(keep, KEEP);
    keep = at;
  }

  private int size(int height) {
    int kind = stack[height - 1];
    return kind == FRAME ? frameSize() : SIZES[kind];
  }

  private int frameSize() {
    return captures.length + registers.length + FRAME_REST;
  }

  /** Takes the uppermost entry away, undoing what it stands for. */
  void undo() {
    int kind = stack[top - 1];
    int from = top - size(top);
    switch (kind) {
      case REGISTER -> registers[stack[from]] = stack[from + 1];
      case CAPTURE -> {
        int group = stack[from];
        captures[2 * group] = stack[from + 1];
        captures[2 * group + 1] = stack[from + 2];
      }
      case KEEP -> keep = stack[from];
      case INSIDE -> {
        frame = stack[from];
        called = stack[from + 1];
      }
      case FRAME -> {
        called = stack[top - 3];
        frame = stack[top - 2];
        // Heights and places of the caller are kept in registers that the call had to itself.
        System.arraycopy(stack, from + captures.length, registers, 0, registers.length);
      }
      default -> {
        // Was a way that is not taken.
      }
    }
    top = from;
  }

  /** Forgets the ways above a height, but not what is to be undone. */
  void cut(int height) {
    while (frame > height) {
      called = stack[frame - 3];
      frame = stack[frame - 2];
    }
    int read = top;
    int write = top;
    while (read > height) {
      int size = size(read);
      int kind = stack[read - 1];
      read -= size;
      if (kind == REGISTER || kind == CAPTURE || kind == KEEP) {
        write -= size;
        System.arraycopy(stack, read, stack, write, size);
      }
    }
    int kept = top - write;
    System.arraycopy(stack, write, stack, height, kept);
    top = height + kept;
  }

  /** Ends a question that was entered at a height: its other way is dropped; where it was asked. */
  int dropUnless(int height) {
    int place = stack[height];
    cut(height);
    return place;
  }

  /** Undoes everything above a height. */
  void undoTo(int height) {
    while (top > height) {
      undo();
    }
  }

  /** Whether a group is called already with nothing read since. */
  boolean calledHere(int group) {
    for (int f = frame; f >= 0; f = stack[f - 2]) {
      if (stack[f - 6] < at) {
        return false; // outer calls were further back yet
      }
      if (stack[f - 4] == group && stack[f - 6] == at) {
        return true;
      }
    }
    return false;
  }

  /** Enters a group that is called; what it captures is forgotten when it returns. */
  void call(int group, int back) throws Full {
    room(frameSize());
    System.arraycopy(captures, 0, stack, top, captures.length);
    top += captures.length;
    System.arraycopy(registers, 0, stack, top, registers.length);
    top += registers.length;
    stack[top] = at;
    stack[top + 1] = back;
    stack[top + 2] = group;
    stack[top + 3] = called;
    stack[top + 4] = frame;
    stack[top + 5] = FRAME;
    top += FRAME_REST;
    frame = top;
    called = group;
  }

  /** Leaves the group that is called; returns the instruction to go on at. */
  int back() throws Full {
    int inner = frame;
    int first = inner - frameSize();
    int back = stack[inner - 5];
    int outerCalled = stack[inner - 3];
    int outer = stack[inner - 2];
    if (top == inner) {
      System.arraycopy(stack, first, captures, 0, captures.length);
      System.arraycopy(stack, first + captures.length, registers, 0, registers.length);
      top = first;
    } else {
      for (int i = 0; i < captures.length; i += 2) {
        if (captures[i] != stack[first + i] || captures[i + 1] != stack[first + i + 1]) {
          capture(i / 2, stack[first + i], stack[first + i + 1]);
        }
      }
      for (int i = 0; i < registers.length; i++) {
        int value = stack[first + captures.length + i];
        if (registers[i] != value) {
          set(i, value);
        }
      }
      push(inner, called, INSIDE);
    }
    called = outerCalled;
    frame = outer;
    return back;
  }

  /** Where a mark of a name was set within the innermost call, or -1. */
  int mark(String name, String[] texts) {
    for (int height = top; height > 0; height -= size(height)) {
      int kind = stack[height - 1];
      if (kind == MARK && texts[stack[height - 2]].equals(name)) {
        return stack[height - 3];
      }
      if (kind == FRAME && stack[height - 4] == called) {
        return -1;
      }
    }
    return -1;
  }

  /** No more can be held. Never leaves {@link Machine}. */
  static final class Full extends Exception {
    private static final long serialVersionUID = 1L;

    Full() {
      super("too much to hold", null, false, false);
    }
  }
}
