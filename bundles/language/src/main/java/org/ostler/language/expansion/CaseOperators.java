// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.Map;
import org.ostler.language.octets.Escapes;
import org.ostler.language.octets.Utf8Text;
import org.ostler.language.text.Ascii;

/** Operators on the octets of a string: case, length, escaping, UTF-8. */
final class CaseOperators {
  private CaseOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    operators.put("lc", Operators.simple(Ascii::lower));
    operators.put("uc", Operators.simple(Ascii::upper));
    operators.put("strlen", Operators.simple(text -> Integer.toString(text.length())));
    operators.put("escape", Operators.simple(Escapes::printable));
    operators.put("escape8bit", Operators.simple(Escapes::printableHigh));
    operators.put("utf8clean", Operators.simple(Utf8Text::cleaned));
    operators.put("from_utf8", Operators.simple(Utf8Text::toLatin1));
  }
}
