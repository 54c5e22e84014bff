// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.text.Text;

/**
 * The braced arguments of an item.
 *
 * @param parts the arguments in order
 * @param end whether they end as they must; looked at when all are evaluated
 */
record Arguments(List<Part> parts, Part end) {
  /**
   * Reads between {@code least} and {@code most} arguments, and the item's closing brace when
   * {@code closed}.
   */
  static Arguments read(Parser parser, String name, int least, int most, boolean closed) {
    List<Part> parts = new ArrayList<>();
    parser.skipSpace();
    while (parts.size() < most && parser.failure() == null && parser.at('{')) {
      parts.add(parser.braced(null, null));
      parser.skipSpace();
    }
    if (parser.failure() != null) {
      return new Arguments(parts, broken(parser));
    }
    if (parts.size() < least) {
      return new Arguments(
          parts, parser.fail("Not enough arguments for '" + name + "' (min is " + least + ")"));
    }
    return new Arguments(parts, closed ? close(parser, name, most) : Part.SOUND);
  }

  private static Part broken(Parser parser) {
    return parser.fail("");
  }

  private static Part close(Parser parser, String name, int most) {
    if (parser.at('{')) {
      return parser.fail("Too many arguments for '" + name + "' (max is " + most + ")");
    }
    return parser.expect('}', "missing '}' after '" + name + "'");
  }

  int size() {
    return parts.size();
  }

  /** Evaluates all arguments in order. */
  List<Text> texts(Run run) throws Stop, InterruptedException {
    List<Text> texts = new ArrayList<>(parts.size());
    for (Part part : parts) {
      texts.add(part.text(run));
    }
    end.skip();
    return texts;
  }

  /** {@code octets} with the taint of every argument. */
  static Text marked(List<Text> arguments, String octets) {
    Text marked = Text.of(octets);
    for (Text argument : arguments) {
      marked = marked.mixedWith(argument);
    }
    return marked;
  }
}
