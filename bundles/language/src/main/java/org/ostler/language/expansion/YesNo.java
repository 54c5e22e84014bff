// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/**
 * The strings that follow a condition, a lookup or an extraction: <code>{yes}{no}</code>, <code>
 * {yes}fail</code>, <code>{yes}</code> or none.
 *
 * @param type the word of the item, for messages
 * @param yes the first string; null when there is none
 * @param no the second string; null when there is none
 * @param fail whether the word fail stands in its place
 * @param forcedEnd whether the item ends as it must, as seen when failure is forced
 * @param end whether the item ends as it must
 */
record YesNo(
    String type, @Nullable Part yes, @Nullable Part no, boolean fail, Part forcedEnd, Part end) {
  private static final Text TRUE = Text.of("true");

  static YesNo read(Parser parser, String type) {
    parser.skipSpace();
    if (parser.failure() == null && parser.at('}')) {
      parser.advance();
      return new YesNo(type, null, null, false, Part.SOUND, Part.SOUND);
    }
    Part yes =
        parser.failure() == null && !parser.at('{')
            ? curly(parser, "'yes' part did not start with '{'")
            : parser.braced(null, null);
    parser.skipSpace();
    Part no = parser.failure() == null && parser.at('{') ? parser.braced(null, null) : null;
    boolean fail = false;
    Part forcedEnd = Part.SOUND;
    if (no == null && parser.failure() == null && !parser.at('}')) {
      fail = parser.name("_").equals("fail");
      parser.skipSpace();
      if (!fail) {
        parser.fail("syntax error in \"" + type + "\" item - \"fail\" expected");
      } else if (!parser.at('}')) {
        Stop stop = Stop.failed(curlyMessage(parser, "did not close with '}' after forcedfail"));
        forcedEnd = new Part(new Node.Broken(stop), stop);
      }
    }
    parser.skipSpace();
    Part end =
        parser.failure() == null && !parser.at('}')
            ? curly(parser, "did not close with '}'")
            : parser.expect('}', "");
    return new YesNo(type, yes, no, fail, forcedEnd, end);
  }

  private static Part curly(Parser parser, String where) {
    return parser.fail(curlyMessage(parser, where));
  }

  private static String curlyMessage(Parser parser, String where) {
    if (parser.headerMayBeMalformed()) {
      return Parser.MISPLACED + Parser.HEADER;
    }
    return "curly-bracket problem in conditional yes/no parsing: "
        + where
        + "\n remaining string is '"
        + parser.rest()
        + "'";
  }

  /**
   * Evaluates the string that {@code holds} calls for; {@code $value} goes back to {@code saved}
   * after the first.
   */
  Text choose(Run run, boolean holds, @Nullable Text saved) throws Stop, InterruptedException {
    Registers registers = run.registers();
    if (yes == null) {
      Text found = type.equals("if") ? TRUE : registers.value;
      registers.value = saved;
      return holds && found != null ? found : Text.EMPTY;
    }
    Text chosen = Text.EMPTY;
    if (holds) {
      chosen = yes.text(run);
    } else {
      yes.skip();
    }
    registers.value = saved;
    if (no != null && !holds) {
      chosen = no.text(run);
    } else if (no != null) {
      no.skip();
    } else if (fail && !holds) {
      forcedEnd.skip();
      if (run.telling() != null) {
        run.telling().scanAll();
      }
      throw Stop.forced("\"" + type + "\" failed and \"fail\" requested");
    }
    end.skip();
    return chosen;
  }
}
