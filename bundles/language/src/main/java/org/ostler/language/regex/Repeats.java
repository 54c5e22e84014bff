// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes repetitions: those of one character as one instruction, others as loops. */
final class Repeats {
  private final Compiler compiler;
  private final Code code;
  private final Dialect dialect;

  Repeats(Compiler compiler, Code code, Dialect dialect) {
    this.compiler = compiler;
    this.code = code;
    this.dialect = dialect;
  }

  /** Writes a repetition; {@code next} is what is read behind it at once, when that is known. */
  void write(Node.Repeat repeat, @Nullable Node next) throws BadPattern {
    CharSet set = single(repeat.node());
    if (set != null && repeat.most() > 0) {
      single(set, repeat, next);
      return;
    }
    if (repeat.greed() == Node.Greed.POSSESSIVE) {
      int register = code.register();
      code.add(Op.ATOMIC, register);
      loop(repeat.node(), repeat.least(), repeat.most(), false);
      code.add(Op.ATOMIC_END, register);
    } else {
      loop(repeat.node(), repeat.least(), repeat.most(), repeat.greed() == Node.Greed.LAZY);
    }
  }

  /** The set of a node that always reads one character. */
  @Nullable CharSet single(Node node) {
    return switch (node) {
      case Node.OneOf(CharSet set) -> set;
      case Node.Literal(int c, boolean caseless) -> {
        CharSet.Builder set = new CharSet.Builder(dialect.folding(caseless));
        set.range(c, c);
        yield set.build(false);
      }
      default -> null;
    };
  }

  private void single(CharSet set, Node.Repeat repeat, @Nullable Node next) throws BadPattern {
    Node.Greed greed = repeat.greed();
    CharSet following = next == null ? null : following(next);
    int wanted = -1;
    if (greed == Node.Greed.GREEDY && next != null && isNewline(next) && !set.octets['\n']) {
      greed = Node.Greed.POSSESSIVE; // PCRE2 holds that newlines are LF, if only here
    } else if (following != null && !dialect.utf && greed != Node.Greed.POSSESSIVE) {
      if (greed == Node.Greed.GREEDY && following.disjoint(set)) {
        greed = Node.Greed.POSSESSIVE; // what it gives back could never be read by what follows
      } else {
        wanted = code.set(following);
      }
    }
    code.add(
        dialect.utf ? Op.REPEAT_WIDE : Op.REPEAT_SET,
        code.set(set),
        repeat.least(),
        repeat.most() == Node.UNLIMITED ? Integer.MAX_VALUE : repeat.most(),
        greed.ordinal(),
        wanted);
  }

  /** The set of which a node is sure to read a character first. */
  private @Nullable CharSet following(Node node) {
    return switch (node) {
      case Node.Repeat repeat -> repeat.least() > 0 ? following(repeat.node()) : null;
      case Node.Sequence(List<Node> nodes) -> following(nodes.getFirst());
      case Node.Group group ->
          group.alternatives().size() == 1 && !group.kind().looks()
              ? following(group.alternatives().getFirst())
              : null;
      default -> single(node);
    };
  }

  private static boolean isNewline(Node node) {
    return node instanceof Node.Special(int op) && op == Op.NEWLINE
        || node instanceof Node.Repeat some && some.least() > 0 && isNewline(some.node());
  }

  private void loop(Node node, int least, int most, boolean lazy) throws BadPattern {
    Node behind = compiler.unknownFollows();
    write(node, least, most, lazy);
    compiler.follows(behind);
  }

  private void write(Node node, int least, int most, boolean lazy) throws BadPattern {
    int bound = most;
    if (most == Node.UNLIMITED && node instanceof Node.Group group && group.kind().looks()) {
      bound = least + 1; // looking on and on sees nothing new
    }
    if (bound == 0) {
      int over = code.add(Op.JUMP, 0);
      compiler.node(node);
      code.land(over, 1);
    } else if (least == 1 && bound == 1) {
      compiler.node(node);
    } else if (least == 0 && bound == 1) {
      int over = code.add(lazy ? Op.TRY_LATER : Op.TRY, 0);
      compiler.node(node);
      code.land(over, 1);
    } else if (least == 0 && bound == Node.UNLIMITED) {
      star(node, lazy);
    } else if (least == 1 && bound == Node.UNLIMITED) {
      plus(node, lazy);
    } else {
      counted(node, least, bound, lazy);
    }
  }

  private void star(Node node, boolean lazy) throws BadPattern {
    int start = code.add(lazy ? Op.TRY_LATER : Op.TRY, 0);
    int check = body(node);
    code.add(Op.JUMP, start);
    land(check);
    code.land(start, 1);
  }

  private void plus(Node node, boolean lazy) throws BadPattern {
    int start = code.here();
    int check = body(node);
    if (lazy) {
      code.add(Op.TRY, start);
    } else {
      int over = code.add(Op.TRY, 0);
      code.add(Op.JUMP, start);
      code.land(over, 1);
    }
    land(check);
  }

  /** Writes what is repeated; the place of the check for progress, or -1 when none is needed. */
  private int body(Node node) throws BadPattern {
    if (!Lengths.mayBeEmpty(node)) {
      compiler.node(node);
      return -1;
    }
    int register = code.register();
    code.add(Op.NOTE, register);
    compiler.node(node);
    return code.add(Op.UNMOVED, register, 0);
  }

  private void land(int check) {
    if (check >= 0) {
      code.land(check, 2);
    }
  }

  private void counted(Node node, int least, int most, boolean lazy) throws BadPattern {
    int count = code.register();
    boolean endless = most == Node.UNLIMITED;
    code.add(Op.COUNT, count);
    int loop = code.add(Op.LOOP, count, least, endless ? Integer.MAX_VALUE : most, lazy ? 1 : 0, 0);
    int check = -1;
    if (endless && Lengths.mayBeEmpty(node)) {
      int register = code.register();
      code.add(Op.NOTE, register);
      compiler.node(node);
      check = code.add(Op.UNMOVED_ENOUGH, register, count, least, 0);
    } else {
      compiler.node(node);
    }
    code.add(Op.JUMP, loop);
    code.land(loop, 5);
    if (check >= 0) {
      code.land(check, 4);
    }
  }
}
