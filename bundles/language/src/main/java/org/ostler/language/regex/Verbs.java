// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes verbs, and knows what their effect is confined to where they stand. */
final class Verbs {
  private static final int NONE = -1;

  private final Code code;
  private final boolean thens;
  private int target = NONE;
  private int looks;
  private Deque<int[]> open = new ArrayDeque<>();
  private List<Integer> accepts = new ArrayList<>();

  /** {@code thens} says whether the pattern may hold {@code (*THEN)}. */
  Verbs(Code code, boolean thens) {
    this.code = code;
    this.thens = thens;
  }

  /** What held around a group that looks. */
  record Scope(int target, Deque<int[]> open, List<Integer> accepts) {}

  /** Whether this place is inside of a group that looks. */
  boolean looking() {
    return looks > 0;
  }

  /** Enters a group that looks; when {@code fails}, {@code (*THEN)} ends it without a match. */
  Scope look(boolean fails) {
    Scope before = new Scope(target, open, accepts);
    looks++;
    target = fails ? -2 : NONE;
    open = new ArrayDeque<>();
    accepts = new ArrayList<>();
    return before;
  }

  /** Leaves a group that looks; what its inside accepts ends here. */
  void looked(Scope before) {
    accepts.forEach(accept -> code.land(accept, 1));
    looks--;
    target = before.target;
    open = before.open;
    accepts = before.accepts;
  }

  /** Enters a capturing group. */
  void open(int register, int number) {
    open.push(new int[] {register, number});
  }

  void close() {
    open.pop();
  }

  /**
   * Enters alternatives, to whose next one {@code (*THEN)} goes when there are many.
   *
   * @return what it went to before, for {@link #target}
   */
  int alternatives(boolean many) throws BadPattern {
    int outer = target;
    if (thens && (many || target == -2)) {
      target = code.register();
      code.add(Op.THEN_HERE, target);
    }
    return outer;
  }

  int alternativeOp() {
    return thens ? Op.ALTERNATIVE : Op.TRY;
  }

  void target(int register) {
    target = register;
  }

  void write(int op, @Nullable String name) throws BadPattern {
    switch (op) {
      case Op.MARK, Op.SKIP_TO -> code.add(op, code.text(String.valueOf(name)));
      case Op.THEN -> code.add(Op.THEN, target);
      case Op.ACCEPT -> {
        for (int[] group : open) {
          code.add(Op.CLOSE, group[0], group[1]);
        }
        if (looking()) {
          accepts.add(code.add(Op.JUMP, 0));
        } else {
          code.add(Op.ACCEPT);
        }
      }
      default -> code.add(op);
    }
  }
}
