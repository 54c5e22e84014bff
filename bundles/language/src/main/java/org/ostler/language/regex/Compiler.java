// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the tree of a pattern into a program, and complains of what refers to nothing. */
final class Compiler {
  private final Code code = new Code();
  private final Dialect dialect;
  private final Numbering numbering;
  private final Lengths lengths;
  private final Repeats repeats;
  private final Map<Integer, Integer> entries = new TreeMap<>();
  private final int patternLength;

  /** What complaints without a place of their own point to: the last reference of a branch. */
  private int offset;

  /** What is read at once behind what is being written, when that is known. */
  private @Nullable Node follow;

  private final List<int[]> calls = new ArrayList<>();
  private final Verbs verbs;
  private final Choices choices;

  private Compiler(String pattern, Dialect dialect, PatternReader.Tree tree) {
    this.patternLength = pattern.length();
    this.dialect = dialect;
    this.numbering = new Numbering(tree);
    this.lengths = new Lengths(numbering, dialect.utf);
    this.repeats = new Repeats(this, code, dialect);
    this.verbs = new Verbs(code, pattern.contains("(*THEN"));
    this.choices = new Choices(this, code, numbering, verbs);
  }

  static Program compile(String pattern, boolean caseless) throws BadPattern {
    Dialect dialect = Dialect.read(pattern);
    int fault = dialect.utf ? Utf8.fault(pattern) : -1;
    if (fault >= 0) {
      throw new BadPattern("UTF-8 error: " + Utf8Fault.of(pattern, fault), fault);
    }
    PatternReader.Tree tree = PatternReader.read(pattern, dialect, caseless);
    Compiler compiler = new Compiler(pattern, dialect, tree);
    compiler.lengths.check(tree.root());
    return compiler.program(tree);
  }

  private Program program(PatternReader.Tree tree) throws BadPattern {
    entries.put(0, 0);
    group((Node.Group) tree.root());
    code.add(Op.MATCH);
    choices.complain();
    for (int[] call : calls) {
      code.put(call[0], entries.getOrDefault(call[1], 0));
    }
    return code.program(tree.groups(), Start.of(tree.root(), dialect), dialect);
  }

  /** Writes what matches a node. */
  void node(Node node) throws BadPattern {
    switch (node) {
      case Node.Empty _ -> {
        // Needs no instruction.
      }
      case Node.Literal literal -> text(List.of(literal));
      case Node.OneOf(CharSet set) -> code.add(dialect.utf ? Op.WIDE_SET : Op.SET, code.set(set));
      case Node.Special(int op) -> code.add(op);
      case Node.Place(int op) -> code.add(op);
      case Node.Keep() -> {
        if (verbs.looking()) {
          throw new BadPattern(Complaint.KEEP, patternLength);
        }
        code.add(Op.KEEP);
      }
      case Node.Back(int number, @Nullable String name, boolean caseless, int at) -> {
        int[] numbers = numbering.numbers(number, name, at);
        code.add(Op.BACK, code.numbers(numbers), dialect.folding(caseless).ordinal());
        offset = at;
      }
      case Node.Call(int number, @Nullable String name, int at) -> {
        call(numbering.numbers(number, name, at)[0]);
        offset = at;
      }
      case Node.Group group -> group(group);
      case Node.Choice choice -> choices.write(choice);
      case Node.Sequence sequence -> sequence(sequence.nodes());
      case Node.Repeat repeat -> repeats.write(repeat, follow);
      case Node.Verb(int op, @Nullable String name) -> verbs.write(op, name);
    }
  }

  private void call(int group) throws BadPattern {
    int at = code.add(Op.CALL, 0, group);
    calls.add(new int[] {at + 1, group});
  }

  /** Literals that follow each other are one text; a repetition is told what follows it. */
  private void sequence(List<Node> nodes) throws BadPattern {
    Node behind = follow;
    int i = 0;
    while (i < nodes.size()) {
      int end = i;
      while (end < nodes.size()
          && nodes.get(end) instanceof Node.Literal literal
          && literal.caseless() == ((Node.Literal) nodes.get(i)).caseless()) {
        end++;
      }
      if (end > i) {
        List<Node.Literal> literals = new ArrayList<>();
        nodes.subList(i, end).forEach(node -> literals.add((Node.Literal) node));
        text(literals);
        i = end;
      } else {
        follow = i + 1 < nodes.size() ? nodes.get(i + 1) : behind;
        node(nodes.get(i++));
      }
    }
    follow = behind;
  }

  /** Literals of one kind of case. */
  private void text(List<Node.Literal> literals) throws BadPattern {
    Folding folding = dialect.folding(literals.getFirst().caseless());
    StringBuilder plain = new StringBuilder();
    for (Node.Literal literal : literals) {
      int c = literal.code();
      if (folding == Folding.UNICODE && folding.folds(c)) {
        flush(plain, Folding.NONE);
        CharSet.Builder set = new CharSet.Builder(folding);
        set.range(c, c);
        code.add(dialect.utf ? Op.WIDE_SET : Op.SET, code.set(set.build(false)));
      } else {
        plain.append(dialect.utf ? Utf8.octets(c) : String.valueOf((char) folding.fold(c)));
      }
    }
    flush(plain, folding);
  }

  private void flush(StringBuilder plain, Folding folding) throws BadPattern {
    if (plain.isEmpty()) {
      return;
    }
    String text = plain.toString();
    plain.setLength(0);
    boolean folds = folding == Folding.ASCII && text.chars().anyMatch(folding::folds);
    if (folds) {
      code.add(Op.TEXT_CASELESS, code.text(text));
    } else if (text.length() == 1) {
      code.add(Op.CHAR, text.charAt(0));
    } else {
      code.add(Op.TEXT, code.text(text));
    }
  }

  private void group(Node.Group group) throws BadPattern {
    switch (group.kind()) {
      case PLAIN -> alternatives(group);
      case CAPTURE -> capture(group);
      case ATOMIC -> {
        Node behind = unknownFollows();
        int register = code.register();
        code.add(Op.ATOMIC, register);
        alternatives(group);
        code.add(Op.ATOMIC_END, register);
        follow = behind;
      }
      default -> look(group);
    }
  }

  /** Says that nothing is known of what follows; returns what was known. */
  @Nullable Node unknownFollows() {
    Node behind = follow;
    follow = null;
    return behind;
  }

  void follows(@Nullable Node node) {
    follow = node;
  }

  /** Writes a branch, whose complaints point into itself. */
  void branch(Node node) throws BadPattern {
    int before = offset;
    offset = 0;
    node(node);
    offset = before;
  }

  int offset() {
    return offset;
  }

  void offset(int place) {
    offset = place;
  }

  private void capture(Node.Group group) throws BadPattern {
    int register = code.register();
    entries.putIfAbsent(group.number(), code.here());
    code.add(Op.OPEN, register);
    verbs.open(register, group.number());
    Node behind = follow;
    if (numbering.calls()) {
      follow = null; // a call may end it elsewhere
    }
    alternatives(group);
    follow = behind;
    verbs.close();
    code.add(Op.RETURN, group.number());
    code.add(Op.CLOSE, register, group.number());
  }

  private void look(Node.Group group) throws BadPattern {
    Node.Kind kind = group.kind();
    int register = code.register();
    int place = code.register();
    Verbs.Scope scope = verbs.look(!kind.negative());
    if (kind.negative()) {
      int unless = code.add(Op.UNLESS, register, 0);
      looked(group);
      verbs.looked(scope);
      code.add(Op.UNLESS_END, register);
      code.land(unless, 2);
    } else if (kind == Node.Kind.AHEAD_OPEN || kind == Node.Kind.BEHIND_OPEN) {
      code.add(Op.NOTE, place);
      looked(group);
      verbs.looked(scope);
      code.add(Op.GO_BACK, place);
    } else {
      code.add(Op.LOOK, register, place);
      looked(group);
      verbs.looked(scope);
      code.add(Op.LOOK_END, register, place);
    }
  }

  /** Writes the inside of a group that looks. */
  void looked(Node.Group group) throws BadPattern {
    Node behind = unknownFollows();
    alternatives(group);
    follow = behind;
  }

  private void alternatives(Node.Group group) throws BadPattern {
    List<Node> all = group.alternatives();
    if (all.size() > 1 && !group.kind().behind() && oneCharacter(all)) {
      return;
    }
    int outer = verbs.alternatives(all.size() > 1);
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean last = i == all.size() - 1;
      int next = last ? -1 : code.add(verbs.alternativeOp(), 0);
      if (group.kind().behind()) {
        int length = lengths.behind(all.get(i), group.offset());
        if (length > 0) {
          code.add(Op.STEP_BACK, length);
        }
      }
      branch(all.get(i));
      if (!last) {
        ends.add(code.add(Op.JUMP, 0));
        code.land(next, 1);
      }
    }
    ends.forEach(end -> code.land(end, 1));
    verbs.target(outer);
  }

  /** Alternatives that each read one character are one set. */
  private boolean oneCharacter(List<Node> alternatives) throws BadPattern {
    CharSet[] sets = new CharSet[alternatives.size()];
    for (int i = 0; i < sets.length; i++) {
      CharSet set = repeats.single(alternatives.get(i));
      if (set == null) {
        return false;
      }
      sets[i] = set;
    }
    node(new Node.OneOf(CharSet.anyOf(sets)));
    return true;
  }
}
