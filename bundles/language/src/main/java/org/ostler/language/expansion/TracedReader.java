// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** Reads a string into a form that tells, step by step, what becomes of it. */
final class TracedReader {
  private final Parser parser;
  private final String source;

  TracedReader(Parser parser) {
    this.parser = parser;
    this.source = parser.source();
  }

  Node read(boolean inBraces, boolean dollars) {
    TracedString string = new TracedString(source, parser.position());
    Recording outer = parser.recording();
    if (outer != null) {
      outer.add(string);
    }
    while (parser.goesOn(inBraces)) {
      int start = parser.position();
      if (parser.at('\\')) {
        string.add(backslash(start));
      } else if (parser.at('$') && dollars) {
        string.add(dollar(start, outer));
      } else {
        string.add(chunk(start));
      }
    }
    string.ends(parser.failure() == null ? parser.position() : source.length());
    Node end = parser.unended(inBraces);
    if (end != null) {
      string.lacks(end);
    }
    string.breaks(parser.failure());
    return string;
  }

  private TracedString.Step backslash(int start) {
    boolean isProtected = source.startsWith("\\N", start);
    Node node = parser.backslash();
    Text text = node instanceof Node.Literal(Text literal) ? literal : null;
    String shown =
        isProtected
            ? text == null ? "" : text.value()
            : source.substring(start, Math.min(start + 2, source.length()));
    return new TracedString.Backslash(start, isProtected, shown, node);
  }

  /** Text up to where something else may begin. */
  private TracedString.Step chunk(int start) {
    parser.advance();
    while (parser.position() < source.length() && "$}\\".indexOf(parser.peek()) < 0) {
      parser.advance();
    }
    return new TracedString.Chunk(start, Text.of(parser.since(start)));
  }

  private TracedString.Step dollar(int start, @Nullable Recording outer) {
    TracedString.Kind kind = kind(start);
    Recording inside = new Recording();
    parser.recording(inside);
    Node node = parser.dollar();
    parser.recording(outer);
    int end = parser.failure() == null ? parser.position() : source.length();
    return new TracedString.Dollar(start, end, kind, name(start), node, inside);
  }

  private String name(int start) {
    int end = start + 2;
    while (end < source.length()
        && (Character.isLetterOrDigit(source.charAt(end))
            || "_-".indexOf(source.charAt(end)) >= 0)) {
      end++;
    }
    return source.substring(Math.min(start + 2, source.length()), Math.min(end, source.length()));
  }

  private TracedString.Kind kind(int start) {
    if (!source.startsWith("{", start + 1)) {
      return TracedString.Kind.VARIABLE;
    }
    String name = name(start);
    if (Items.find(parser.environment(), name) != null) {
      return TracedString.Kind.ITEM;
    }
    return source.startsWith(":", start + 2 + name.length())
        ? TracedString.Kind.OPERATOR
        : TracedString.Kind.VARIABLE;
  }
}
