// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.octets.Escapes;
import org.ostler.language.text.Ascii;

/**
 * Reads a string into nodes. The first error ends the reading: from then on every method gives
 * broken parts at once, so that a construct under way comes out whole, fails where its text does,
 * and needs no checks of its own.
 */
final class Parser {
  /** Deeper than any sane configuration, shallow enough for the stack of any thread. */
  private static final int DEEPEST = 250;

  static final String MISPLACED = "missing or misplaced { or }";
  static final String HEADER = " - could be header name not terminated by colon";

  private final ExpansionCompiler compiler;
  private final String source;
  private int pos;
  private int depth;
  private @Nullable Stop failure;
  private boolean malformedHeader;
  private @Nullable Map<Integer, Argument> read;
  private @Nullable Recording recording;

  /** A braced argument that was read before, in another reading of the same text. */
  private record Argument(Part part, int end, @Nullable Stop failure) {}

  Parser(ExpansionCompiler compiler, String source) {
    this.compiler = compiler;
    this.source = source;
  }

  /**
   * Compiles a string that is part of this one but read apart from it; it nests as deep as it
   * stands here.
   */
  Expression inner(String text) {
    Parser other = new Parser(compiler, text);
    other.depth = depth + 1;
    return new Expression(compiler, text, other.whole());
  }

  /** The whole string. */
  Part whole() {
    return string(false, true);
  }

  ExpansionCompiler compiler() {
    return compiler;
  }

  Environment environment() {
    return compiler.environment();
  }

  // ---- the cursor

  /** The octet at the cursor, or NUL at the end and after an error. */
  char peek() {
    return pos < source.length() ? source.charAt(pos) : 0;
  }

  char peek(int ahead) {
    return pos + ahead < source.length() ? source.charAt(pos + ahead) : 0;
  }

  boolean at(char c) {
    return pos < source.length() && source.charAt(pos) == c;
  }

  void advance() {
    pos++;
  }

  /** Gives back octets just read; nothing after an error. */
  void back(int octets) {
    if (failure == null) {
      pos -= octets;
    }
  }

  void skipSpace() {
    while (Ascii.isSpace(peek())) {
      pos++;
    }
  }

  /** Takes the word if it stands at the cursor. */
  boolean take(String word) {
    boolean there = source.startsWith(word, pos);
    if (there) {
      pos += word.length();
    }
    return there;
  }

  /** What is left, for messages. */
  String rest() {
    return pos < source.length() ? source.substring(pos) : "";
  }

  int position() {
    return pos;
  }

  /** The whole text that is read. */
  String source() {
    return source;
  }

  // ---- for who listens

  /** What is noted of the construct that is being read; null when nobody will listen to it. */
  @Nullable Recording recording() {
    return recording;
  }

  void recording(@Nullable Recording now) {
    recording = now;
  }

  /** How many strings have been read of the construct so far; 0 when nobody will listen. */
  int recorded() {
    return recording == null ? 0 : recording.strings();
  }

  String since(int start) {
    int end = Math.min(pos, source.length());
    return source.substring(Math.min(start, end), end);
  }

  /** A name: letters, digits and the octets of {@code more}. */
  String name(String more) {
    int start = pos;
    while (Ascii.isAlpha(peek())
        || Ascii.isDigit(peek())
        || (peek() != 0 && more.indexOf(peek()) >= 0)) {
      pos++;
    }
    return source.substring(Math.min(start, source.length()), pos);
  }

  /**
   * A header name, which ends at white space, a colon (swallowed) or the end; it may hold a brace.
   */
  String headerName() {
    int start = pos;
    while (peek() > ' ' && peek() < 127 && peek() != ':') {
      pos++;
    }
    String name = source.substring(Math.min(start, source.length()), pos);
    if (at(':')) {
      pos++;
    }
    return name;
  }

  /** The raw text up to the closing brace that pairs, which is swallowed. */
  String untilBrace(String closing) {
    int start = pos;
    int open = 0;
    while (pos < source.length() && !(open == 0 && at('}'))) {
      char c = source.charAt(pos);
      if (c == '\\') {
        int end = source.startsWith("\\N", pos) ? source.indexOf("\\N", pos + 2) : pos;
        pos = end < 0 ? source.length() : end + 1;
      } else if (c == '{' && (open > 0 || (pos > start && source.charAt(pos - 1) == '$'))) {
        // Outside an item a brace is text.
        open++;
      } else if (c == '}') {
        open--;
      }
      pos++;
    }
    String text = since(start);
    expect('}', closing);
    return text;
  }

  // ---- errors

  /** Ends the reading. */
  Part fail(String message) {
    return fail(Stop.failed(message));
  }

  Part fail(Stop stop) {
    if (failure == null) {
      failure = stop;
      pos = source.length();
    }
    return new Part(new Node.Broken(failure), failure);
  }

  /** Ends the reading in Exim's words for braces that do not pair. */
  Part failCurly() {
    return fail(malformedHeader ? MISPLACED + HEADER : MISPLACED);
  }

  /** The first error so far. */
  @Nullable Stop failure() {
    return failure;
  }

  /**
   * Rewords the first error when it happened since {@code before} was asked for: "... inside ...".
   */
  void failedInside(@Nullable Stop before, String where) {
    if (before == null && failure != null) {
      failure = failure.inside(where);
    }
  }

  boolean headerMayBeMalformed() {
    return malformedHeader;
  }

  void headerMayBeMalformed(String name) {
    malformedHeader |= name.indexOf('}') >= 0;
  }

  /** Takes one octet that must be there. */
  Part expect(char c, String message) {
    if (failure != null) {
      return new Part(new Node.Broken(failure), failure);
    }
    if (!at(c)) {
      return fail(message);
    }
    pos++;
    return Part.SOUND;
  }

  /** Takes the brace that ends a construct, white space before it. */
  Part expectEnd(String message) {
    skipSpace();
    return expect('}', message);
  }

  // ---- strings

  /** A braced argument; null messages stand for Exim's general one. */
  Part braced(@Nullable String opening, @Nullable String closing) {
    return braced(opening, closing, true);
  }

  Part braced(@Nullable String opening, @Nullable String closing, boolean dollars) {
    skipSpace();
    if (failure == null && !at('{')) {
      return opening == null ? failCurly() : fail(opening);
    }
    Argument known = read == null || failure != null ? null : read.get(pos);
    if (known != null) {
      pos = known.end();
      failure = known.failure();
      return known.part();
    }
    int start = pos++;
    Part part = closedBy(string(true, dollars), closing);
    if (read != null) {
      read.put(start, new Argument(part, pos, failure));
    }
    return part;
  }

  /**
   * Another parser at the same place, for text that can be read in two ways. Both share the
   * arguments that either has read, so that nesting does not multiply the work.
   */
  Parser fork() {
    if (read == null) {
      read = new HashMap<>();
    }
    Parser other = new Parser(compiler, source);
    other.pos = pos;
    other.depth = depth;
    other.failure = failure;
    other.malformedHeader = malformedHeader;
    other.read = read;
    other.recording = recording;
    return other;
  }

  /** Goes on where the other parser is when only that one could read the text. */
  void join(Parser other) {
    if (failure != null && other.failure == null) {
      failure = null;
      pos = other.pos;
    }
  }

  /** The string that starts at the cursor and the brace that must end it. */
  Part closedBy(Part content, @Nullable String closing) {
    if (failure != null) {
      return content;
    }
    if (!at('}')) {
      Part end = closing == null ? failCurly() : fail(closing);
      return new Part(new Node.Joined(List.of(content.node(), end.node())), end.broken());
    }
    pos++;
    return content;
  }

  /** Reads up to the end, or to a closing brace, which stays. */
  Part string(boolean inBraces, boolean dollars) {
    if (failure != null) {
      return new Part(new Node.Broken(failure), failure);
    }
    if (depth >= DEEPEST) {
      return fail("expansion is nested too deeply (limit " + DEEPEST + ")");
    }
    depth++;
    Node node =
        compiler.isTracing()
            ? new TracedReader(this).read(inBraces, dollars)
            : pieces(inBraces, dollars);
    depth--;
    return new Part(node, failure);
  }

  private Node pieces(boolean inBraces, boolean dollars) {
    Pieces pieces = new Pieces();
    while (goesOn(inBraces)) {
      char c = source.charAt(pos);
      if (c == '\\') {
        backslash(pieces);
      } else if (c == '$' && dollars) {
        pieces.add(dollar());
      } else {
        pieces.literal(c);
        pos++;
      }
    }
    Node end = unended(inBraces);
    if (end != null) {
      pieces.add(end);
    }
    return pieces.node();
  }

  /** Whether there is more of a string. */
  boolean goesOn(boolean inBraces) {
    return failure == null && pos < source.length() && !(inBraces && at('}'));
  }

  /** The failure of a string that should have ended with a brace; null when it has ended well. */
  @Nullable Node unended(boolean inBraces) {
    if (failure != null || !inBraces || pos < source.length()) {
      return null;
    }
    String missing = "missing } at end of string";
    return fail(malformedHeader ? missing + HEADER : missing).node();
  }

  /** What stands at a dollar sign. */
  Node dollar() {
    pos++;
    Node node = new DollarReader(this).read();
    return failure != null && !endsBroken(node) ? joined(node, failure) : node;
  }

  /** What stands at a backslash. */
  Node backslash() {
    Pieces pieces = new Pieces();
    backslash(pieces);
    return pieces.node();
  }

  private static boolean endsBroken(Node node) {
    return node instanceof Node.Broken;
  }

  private static Node joined(Node node, Stop failure) {
    return new Node.Joined(List.of(node, new Node.Broken(failure)));
  }

  private void backslash(Pieces pieces) {
    if (pos + 1 >= source.length()) {
      pieces.add(fail("\\ at end of string").node());
    } else if (source.charAt(pos + 1) == 'N') {
      int end = source.indexOf("\\N", pos + 2);
      pieces.literal(source.substring(pos + 2, end < 0 ? source.length() : end));
      pos = end < 0 ? source.length() : end + 2;
    } else {
      Escapes.Octet octet = Escapes.interpret(source, pos);
      pieces.literal((char) octet.value());
      pos = octet.end();
    }
  }

  /** Collects pieces and joins neighbouring literals. */
  private static final class Pieces {
    private final List<Node> nodes = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    void literal(char c) {
      literal.append(c);
    }

    void literal(String text) {
      literal.append(text);
    }

    void add(Node node) {
      if (node instanceof Node.Literal(Text text) && !text.isTainted()) {
        literal.append(text.value());
        return;
      }
      flush();
      nodes.add(node);
    }

    private void flush() {
      if (!literal.isEmpty()) {
        nodes.add(new Node.Literal(Text.of(literal.toString())));
        literal.setLength(0);
      }
    }

    Node node() {
      flush();
      return switch (nodes.size()) {
        case 0 -> Node.Literal.EMPTY;
        case 1 -> nodes.getFirst();
        default -> new Node.Joined(List.copyOf(nodes));
      };
    }
  }
}
