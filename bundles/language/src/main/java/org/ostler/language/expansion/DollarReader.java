// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;

/** Reads what follows a dollar sign. */
final class DollarReader {
  private final Parser parser;

  DollarReader(Parser parser) {
    this.parser = parser;
  }

  Node read() {
    char c = parser.peek();
    if (Ascii.isAlpha(c)) {
      return plain();
    }
    if (Ascii.isDigit(c)) {
      return capture(parser.name(""));
    }
    if (c != '{') {
      return parser.fail("$ not followed by letter, digit, or {").node();
    }
    parser.advance();
    return braced();
  }

  private Node plain() {
    HeaderReference.Form form = HeaderReference.form(parser);
    if (form != null) {
      String header = parser.headerName();
      parser.headerMayBeMalformed(header);
      return Node.of(new HeaderReference(form, header));
    }
    String name = parser.name("_");
    return reference(name, "unknown variable name \"" + name + "\"");
  }

  private static String refusal(@Nullable Privilege privilege) {
    return privilege == null ? "" : privilege.refusal();
  }

  /** A variable that is none of the string's business is empty. */
  private Node reference(String name, String unknown) {
    Variable variable = Variables.read(parser.environment(), name, unknown);
    if (variable == null) {
      return parser.fail(unknown + Variables.hint(parser.environment(), name)).node();
    }
    if (!parser.compiler().grants(Privilege.of("variable", name))) {
      return Node.Literal.EMPTY;
    }
    return Node.of(
        run -> {
          Text value = Variables.value(variable, run);
          return value == null ? Text.EMPTY : value;
        });
  }

  /** Only as many digits as make a capture's number; more make one that never matched. */
  private Node capture(String word) {
    int digits = 0;
    while (digits < word.length() && Ascii.isDigit(word.charAt(digits))) {
      digits++;
    }
    parser.back(word.length() - digits);
    int number = digits > 4 ? Integer.MAX_VALUE : Integer.parseInt(word.substring(0, digits));
    return Node.of(
        run -> {
          Text value = run.registers().capture(number);
          return value == null ? Text.EMPTY : value;
        });
  }

  private Node braced() {
    if (Ascii.isDigit(parser.peek())) {
      Node capture = capture(parser.name(""));
      Part end = parser.expect('}', "} expected after number");
      return end.broken() == null ? capture : end.node();
    }
    if (!Ascii.isAlpha(parser.peek())) {
      return parser.fail("letter or digit expected after ${").node();
    }
    String name = parser.name("_-");
    ItemGrammar item = Items.find(parser.environment(), name);
    if (item != null) {
      Privilege needed = Privilege.of("item", name);
      if (!parser.compiler().grants(needed)) {
        return parser.fail(refusal(needed)).node();
      }
      return item.read(parser, name);
    }
    if (parser.at(':')) {
      parser.advance();
      return OperatorReader.read(parser, name);
    }
    if (parser.at('}')) {
      parser.advance();
      return variable(name);
    }
    return parser
        .fail(
            "\"${"
                + name
                + "\" is not a known operator (or a } is missing in a variable reference)")
        .node();
  }

  private Node variable(String name) {
    return reference(name, "unknown variable in \"${" + name + "}\"");
  }
}
