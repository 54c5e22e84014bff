// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.List;
import java.util.function.IntPredicate;

/** Reads a pattern of PCRE2's dialect into a tree. Complaints and their places are PCRE2's. */
final class PatternReader {
  private final Cursor in;
  private final Reading reading;
  private boolean quoted;

  private PatternReader(Cursor in, int modes) {
    this.in = in;
    this.reading = new Reading(in, modes);
  }

  /**
   * A pattern that was read.
   *
   * @param root all of it
   * @param groups how many groups capture
   * @param names the groups that have names
   * @param sharesNumbers whether groups of alternatives may have one number
   */
  record Tree(Node root, int groups, List<Reading.Name> names, boolean sharesNumbers) {}

  /** Reads the pattern behind the words that its start may have. */
  static Tree read(String pattern, Dialect dialect, boolean caseless) throws BadPattern {
    PatternReader reader =
        new PatternReader(new Cursor(pattern, dialect), caseless ? Modes.CASELESS : 0);
    while (!reader.in.ended()) {
      reader.reading.checkDepth();
      reader.one();
    }
    if (reader.reading.depth() > 0) {
      throw reader.in.bad(Complaint.OPEN);
    }
    Node root = reader.reading.top().group();
    return new Tree(
        root,
        reader.reading.groups,
        List.copyOf(reader.reading.names),
        reader.reading.sharesNumbers);
  }

  private void one() throws BadPattern {
    int c = in.next();
    if (quoted) {
      quoted(c);
      return;
    }
    if (c == '\\' && (in.peek() == 'Q' || in.peek() == 'E')) {
      quoted = in.peek() == 'Q';
      in.at++;
      return;
    }
    if (reading.has(Modes.EXTENDED) && skipExtended(c) || c == '(' && skipComment()) {
      return;
    }
    int awaited = reading.awaited;
    if (awaited > 0) {
      GroupReader.checkAssertion(in, c, awaited);
    }
    reading.awaited = 0;
    boolean wasRepeatable = reading.repeatable;
    boolean wasQuantified = reading.quantified;
    reading.repeatable = false;
    reading.quantified = false;
    if (wasQuantified && (c == '?' || c == '+')) {
      greed(c);
      return;
    }
    item(c, wasRepeatable, awaited);
  }

  private void quoted(int c) {
    if (c == '\\' && in.peek() == 'E') {
      quoted = false;
      in.at++;
      return;
    }
    literal(c);
    reading.quantified = false;
  }

  private boolean skipExtended(int c) {
    if (c < 128 && Classes.space(c) || c == 0x85 || (c | 1) == 0x200f || (c | 1) == 0x2029) {
      return true;
    }
    if (c != '#') {
      return false;
    }
    while (!in.ended()) {
      int newline = in.newline();
      if (newline > 0) {
        in.at += newline;
        break;
      }
      in.next();
    }
    return true;
  }

  private boolean skipComment() throws BadPattern {
    if (!in.at("?#")) {
      return false;
    }
    int end = in.in.indexOf(')', in.at);
    in.at = end < 0 ? in.in.length() : end + 1;
    if (end < 0) {
      throw in.bad(Complaint.COMMENT);
    }
    return true;
  }

  private void item(int c, boolean wasRepeatable, int awaited) throws BadPattern {
    switch (c) {
      case '\\' -> escape();
      case '^' -> place(reading.has(Modes.MULTILINE) ? Op.LINE_START : Op.START);
      case '$' -> place(reading.has(Modes.MULTILINE) ? Op.LINE_END : Op.LAST_END);
      case '.' -> reading.addItem(reading.has(Modes.DOT_ALL) ? anything() : notNewline());
      case '*' -> quantifier(0, Node.UNLIMITED, wasRepeatable);
      case '+' -> quantifier(1, Node.UNLIMITED, wasRepeatable);
      case '?' -> quantifier(0, 1, wasRepeatable);
      case '{' -> {
        int[] counts = in.counts();
        if (counts.length == 0) {
          literal(c);
        } else {
          quantifier(counts[0], counts[1], wasRepeatable);
        }
      }
      case '[' -> bracket();
      case '(' -> new GroupReader(reading, awaited).open();
      case '|' -> reading.alternative();
      case ')' -> reading.close();
      default -> literal(c);
    }
  }

  private void literal(int c) {
    in.dialect.namesNewline |= c == '\r' || c == '\n';
    reading.addItem(new Node.Literal(c, reading.has(Modes.CASELESS)));
  }

  private void place(int op) {
    reading.add(new Node.Place(op));
  }

  private void rule(IntPredicate rule) {
    reading.addItem(new Node.OneOf(CharSet.of(rule)));
  }

  private static Node anything() {
    return new Node.OneOf(CharSet.of(_ -> true));
  }

  /** Where newlines are single octets that is a set, which is quicker. */
  private Node notNewline() {
    return switch (in.dialect.newline) {
      case LF -> new Node.OneOf(CharSet.of(c -> c != '\n'));
      case CR -> new Node.OneOf(CharSet.of(c -> c != '\r'));
      case NUL -> new Node.OneOf(CharSet.of(c -> c != 0));
      case ANYCRLF -> new Node.OneOf(CharSet.of(c -> c != '\r' && c != '\n'));
      case ANY -> new Node.OneOf(CharSet.of(c -> !Classes.vertical(c)));
      case CRLF -> new Node.Special(Op.DOT);
    };
  }

  /** Words have their edges in an ugly old form too. */
  private void bracket() throws BadPattern {
    boolean starts = in.at("[:<:]]");
    if (starts || in.at("[:>:]]")) {
      place(Op.WORD_EDGE);
      Node word = new Node.OneOf(CharSet.of(Classes.escaped('w', in.dialect.unicode)));
      Node.Kind kind = starts ? Node.Kind.AHEAD : Node.Kind.BEHIND;
      reading.addItem(new Node.Group(kind, 0, List.of(word), 0));
      in.at += 6;
      return;
    }
    reading.addItem(new Node.OneOf(new ClassReader(in, reading.modes).read()));
  }

  private void quantifier(int least, int most, boolean wasRepeatable) throws BadPattern {
    if (!wasRepeatable) {
      throw in.badBefore(Complaint.QUANTIFIER);
    }
    Node.Greed greed = reading.has(Modes.UNGREEDY) ? Node.Greed.LAZY : Node.Greed.GREEDY;
    Frame top = reading.top();
    top.replaceLast(new Node.Repeat(top.last(), least, most, greed));
    reading.quantified = true;
  }

  /** A sign behind a quantifier. */
  private void greed(int c) {
    Frame top = reading.top();
    if (top.last() instanceof Node.Repeat(Node node, int least, int most, Node.Greed greed)) {
      Node.Greed other = greed == Node.Greed.LAZY ? Node.Greed.GREEDY : Node.Greed.LAZY;
      Node.Greed now = c == '+' ? Node.Greed.POSSESSIVE : other;
      top.replaceLast(new Node.Repeat(node, least, most, now));
    }
  }

  private void escape() throws BadPattern {
    Escape escape = Escape.read(in, false, reading.groups);
    char letter = escape.letter();
    boolean caseless = reading.has(Modes.CASELESS);
    switch (letter) {
      case Escape.DATA -> literal(escape.value());
      case Escape.REFERENCE ->
          reading.addItem(
              new Node.Back(escape.value(), null, caseless, reading.reference(escape.value())));
      case 'C' -> reading.addItem(new Node.Special(Op.OCTET));
      case 'X' -> reading.addItem(new Node.Special(Op.CLUSTER));
      case 'R' -> reading.addItem(new Node.Special(Op.NEWLINE));
      case 'N' -> reading.addItem(notNewline());
      case 'H', 'h', 'V', 'v', 'D', 'd', 'S', 's', 'W', 'w' -> {
        char lower = (char) (letter | 0x20);
        IntPredicate rule = Classes.escaped(lower, in.dialect.unicode);
        rule(lower == letter ? rule : rule.negate());
      }
      case 'P', 'p' -> rule(PropertyReader.read(in, letter == 'P'));
      case 'g', 'k' -> named(letter);
      case 'K' -> reading.add(new Node.Keep());
      case 'A' -> place(Op.START);
      case 'B' -> place(Op.NO_WORD_EDGE);
      case 'b' -> place(Op.WORD_EDGE);
      case 'G' -> place(Op.SEARCH_START);
      case 'Z' -> place(Op.LAST_END);
      default -> place(Op.END);
    }
  }

  /** A call of a group or a reference to it, by what stands in brackets, quotes or braces. */
  private void named(char letter) throws BadPattern {
    char opens = in.peek();
    if (opens != '{' && opens != '<' && opens != '\'') {
      throw in.bad(letter == 'g' ? Complaint.G : Complaint.K);
    }
    char closes = opens == '<' ? '>' : opens == '\'' ? '\'' : '}';
    boolean calls = letter == 'g' && closes != '}';
    if (calls && numbered(closes)) {
      return;
    }
    String name = in.name(closes);
    reading.addItem(
        calls
            ? new Node.Call(0, name, in.nameStart)
            : new Node.Back(0, name, reading.has(Modes.CASELESS), in.nameStart));
  }

  private boolean numbered(char closes) throws BadPattern {
    int start = in.at++;
    int number;
    try {
      number = in.group(reading.groups);
    } catch (BadPattern e) {
      throw new BadPattern(String.valueOf(e.getMessage()), start);
    }
    if (number < 0) {
      in.at = start;
      return false;
    }
    if (in.peek() != closes) {
      in.at = start;
      throw in.bad(Complaint.G);
    }
    reading.addItem(new Node.Call(number, null, in.at++));
    return true;
  }
}
