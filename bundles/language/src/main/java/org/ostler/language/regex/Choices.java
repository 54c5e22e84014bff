// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes conditional groups. */
final class Choices {
  private final Compiler compiler;
  private final Code code;
  private final Numbering numbering;
  private final Verbs verbs;

  /** The first complaint that comes after all that do not concern conditional groups. */
  private @Nullable BadPattern late;

  Choices(Compiler compiler, Code code, Numbering numbering, Verbs verbs) {
    this.compiler = compiler;
    this.code = code;
    this.numbering = numbering;
    this.verbs = verbs;
  }

  /** Complains of what was noted, once all is written. */
  void complain() throws BadPattern {
    if (late != null) {
      throw late;
    }
  }

  /** Writes a conditional group. */
  void write(Node.Choice choice) throws BadPattern {
    List<Node> branches = choice.alternatives();
    int other = condition(choice.condition());
    int here = compiler.offset();
    int end = -1;
    for (int i = 0; i < branches.size(); i++) {
      compiler.branch(branches.get(i));
      if (i == 0) {
        end = branches.size() == 1 ? -1 : code.add(Op.JUMP, 0);
        code.land(other, 2);
      }
    }
    if (end >= 0) {
      code.land(end, 1);
    }
    if (choice.condition() instanceof Node.Condition.Known known && known.define()) {
      if (branches.size() > 1) {
        complain(Complaint.DEFINE, known.offset());
      }
    } else if (branches.size() > 2) {
      complain(Complaint.BRANCHES, here);
    }
  }

  /** Notes a complaint that comes after all others, unless there was one. */
  private void complain(String complaint, int place) {
    if (late == null) {
      late = new BadPattern(complaint, place);
    }
  }

  /** Writes a question; returns the instruction whose second word is the place of the other way. */
  private int condition(Node.Condition condition) throws BadPattern {
    switch (condition) {
      case Node.Condition.Captured(int number, @Nullable String name, int at) -> {
        int[] numbers = numbering.numbers(number, name, at);
        compiler.offset(name == null ? at - 2 : at);
        return code.add(Op.IF_CAPTURED, code.numbers(numbers), 0);
      }
      case Node.Condition.Called(int number, @Nullable String name, int at) -> {
        compiler.offset(at);
        return called(number, String.valueOf(name), at);
      }
      case Node.Condition.Holds(Node.Group group) -> {
        return holds(group);
      }
      case Node.Condition.Known(boolean answer, boolean define, int at) -> {
        if (define) {
          compiler.offset(at);
        }
        return code.add(Op.IF_CALLED, code.numbers(answer ? new int[] {-1} : new int[0]), 0);
      }
    }
  }

  /** R, R with a number, and R&amp; with a name; a group of such a name is asked for first. */
  private int called(int number, String name, int at) throws BadPattern {
    int[] named = numbering.named(name);
    if (number == 0) {
      return code.add(Op.IF_CALLED, code.numbers(numbering.numbers(0, name, at)), 0);
    }
    if (named.length > 0) {
      return code.add(Op.IF_CAPTURED, code.numbers(named), 0);
    }
    if (name.length() == 1) {
      return code.add(Op.IF_CALLED, code.numbers(new int[] {-2}), 0);
    }
    int group = 0;
    for (int i = 1; i < name.length(); i++) {
      group = group * 10 + name.charAt(i) - '0';
      if (group > 65535) {
        throw new BadPattern(Complaint.GROUP_NUMBER, at + i);
      }
    }
    if (group > numbering.count()) {
      throw new BadPattern(Complaint.REFERENCE, at);
    }
    return code.add(Op.IF_CALLED, code.numbers(new int[] {group}), 0);
  }

  private int holds(Node.Group group) throws BadPattern {
    Node.Kind kind = group.kind();
    int register = code.register();
    Verbs.Scope scope = verbs.look(true);
    int unless = code.add(Op.UNLESS, register, 0);
    compiler.looked(group);
    verbs.looked(scope);
    if (kind.negative()) {
      int end = code.add(Op.ASK_NOT_END, register, 0);
      code.land(unless, 2);
      return end;
    }
    code.add(Op.ASK_END, register);
    return unless;
  }
}
