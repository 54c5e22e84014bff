// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;
import org.ostler.language.text.Ascii;

/** {@code bool} and {@code bool_lax}: the truth of a string. */
final class BoolConditions {
  private BoolConditions() {}

  static void addTo(Map<String, ConditionGrammar> conditions) {
    conditions.put("bool", (parser, name) -> read(parser, name, false));
    conditions.put("bool_lax", (parser, name) -> read(parser, name, true));
  }

  private static Test read(Parser parser, String name, boolean lax) {
    parser.skipSpace();
    if (parser.failure() == null && !parser.at('{')) {
      return Test.broken(parser.fail("missing { after \"" + name + "\""));
    }
    Part argument = parser.braced(null, null);
    return run -> {
      String text = Ascii.strip(argument.text(run).value());
      run.say(() -> "considering " + name + ": " + (text.isEmpty() ? "<empty>" : text));
      boolean holds = truth(text, lax);
      run.say(() -> name + ": condition evaluated to " + holds);
      return holds;
    };
  }

  private static boolean truth(String text, boolean lax) throws Stop {
    if (text.isEmpty()) {
      return false;
    }
    if (isNumber(text)) {
      // To the lax form only a single zero is false, as where an option asks for a condition.
      return (lax && text.length() > 1) || text.chars().anyMatch(c -> c >= '1' && c <= '9');
    }
    return switch (Ascii.lower(text)) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> {
        if (!lax) {
          throw Stop.failed("unrecognised boolean value \"" + text + "\"");
        }
        yield true;
      }
    };
  }

  private static boolean isNumber(String text) {
    int from = text.charAt(0) == '-' ? 1 : 0;
    for (int i = from; i < text.length(); i++) {
      if (!Ascii.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
