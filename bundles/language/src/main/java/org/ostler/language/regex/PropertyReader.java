// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.function.IntPredicate;
import org.ostler.language.text.Ascii;

/** Reads what follows {@code \p} or {@code \P}. */
final class PropertyReader {
  private PropertyReader() {}

  /** Reads a property; {@code negated} says that the letter was a capital. */
  static IntPredicate read(Cursor in, boolean negated) throws BadPattern {
    if (in.ended()) {
      throw in.bad(Complaint.PROPERTY_FORM);
    }
    char first = in.peek();
    in.at++;
    boolean not = negated;
    String name;
    if (first == '{') {
      if (in.peek() == '^') {
        not = !not;
        in.at++;
      }
      name = braced(in);
    } else if (Ascii.isAlpha(first)) {
      name = String.valueOf((char) (first | 0x20));
    } else {
      throw in.bad(Complaint.PROPERTY_FORM);
    }
    IntPredicate found = find(name);
    if (found == null) {
      throw in.bad(Complaint.PROPERTY);
    }
    return not ? found.negate() : found;
  }

  private static @org.jspecify.annotations.Nullable IntPredicate find(String name) {
    int sign = 0;
    while (sign < name.length() && name.charAt(sign) != ':' && name.charAt(sign) != '=') {
      sign++;
    }
    return sign < name.length()
        ? Properties.byValue(name.substring(0, sign), name.substring(sign + 1))
        : Properties.byName(name);
  }

  /** Spaces, hyphens and underscores do not count. */
  private static String braced(Cursor in) throws BadPattern {
    StringBuilder name = new StringBuilder();
    while (name.length() < 49) {
      char c = significant(in);
      if (c == '}') {
        return name.toString();
      }
      if (c == 0) {
        throw in.bad(Complaint.PROPERTY_FORM);
      }
      name.append(Ascii.isUpper(c) ? (char) (c + 0x20) : c);
    }
    throw in.bad(Complaint.PROPERTY_FORM);
  }

  private static char significant(Cursor in) throws BadPattern {
    while (!in.ended()) {
      char c = in.peek();
      in.at++;
      if (c != '_' && c != '-' && !Classes.space(c)) {
        return c;
      }
    }
    throw in.bad(Complaint.PROPERTY_FORM);
  }
}
