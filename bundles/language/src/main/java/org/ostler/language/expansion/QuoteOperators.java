// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.lookup.Quoting;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.language.octets.Escapes;
import org.ostler.language.octets.Quotes;

/** Operators that quote. */
final class QuoteOperators {
  private static final String PREFIX = "quote_";

  private QuoteOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    operators.put("quote", Operators.simple(Quotes::quote));
    operators.put("quote_local_part", Operators.simple(Quotes::localPart));
    operators.put("rxquote", Operators.simple(Escapes::regexQuoted));
    operators.put("hexquote", Operators.simple(Escapes::hexQuoted));
  }

  /**
   * The quoting operator of a lookup type, <code>${quote_type:...}</code> or <code>
   * ${quote_type_option:...}</code>.
   */
  static Operators.@Nullable Use quoting(Parser parser, String name) {
    if (!name.startsWith(PREFIX)) {
      return null;
    }
    String rest = name.substring(PREFIX.length());
    Optional<Lookup> whole = parser.compiler().lookups().find(rest);
    if (whole.isPresent()) {
      return new Operators.Use(of(name, whole.get()), "");
    }
    int underscore = rest.indexOf('_');
    String type = underscore < 0 ? rest : rest.substring(0, underscore);
    Optional<Lookup> found = parser.compiler().lookups().find(type);
    if (found.isEmpty()) {
      String advice = Advice.of(parser.environment(), "lookup", type);
      return new Operators.Use(
          (operand, suffix, run) -> {
            throw Stop.failed("unknown lookup type \"" + type + "\"" + advice);
          },
          "");
    }
    return new Operators.Use(
        of(PREFIX + type, found.get()), underscore < 0 ? "" : rest.substring(underscore + 1));
  }

  /**
   * What was quoted for a query no longer counts as coming from outside there; for files and
   * commands a quoting lookup type is no protection, but no file or command is named by a quoted
   * text.
   */
  private static Operators.Application of(String word, Lookup lookup) {
    return (operand, option, run) -> {
      if (!(lookup instanceof Quoting quoting)) {
        if (!option.isEmpty()) {
          throw unrecognized(word, option);
        }
        return operand;
      }
      String quoted = quoting.quote(operand.value(), option);
      if (quoted == null) {
        throw unrecognized(word, option);
      }
      Taint taint = operand.taint();
      return taint == null
          ? Text.of(quoted)
          : new Text(quoted, new Taint(taint.origin(), lookup.name()));
    };
  }

  private static Stop unrecognized(String word, String option) {
    return Stop.failed("\"" + option + "\" unrecognized after \"${" + word + "\"");
  }
}
