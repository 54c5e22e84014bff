// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.function.Consumer;
import org.ostler.core.filter.sieve.Matching.Comparator;
import org.ostler.language.text.Ascii;

/** Compares keys with values, octet by octet. */
final class Comparison {
  private final Effort effort;
  private final Consumer<String> hearing;

  /** {@code hearing} is told what is compared, a line each. */
  Comparison(Effort effort, Consumer<String> hearing) {
    this.effort = effort;
    this.hearing = hearing;
  }

  /** Whether the value is what the key says; {@code line} is for errors. */
  boolean test(Matching matching, String key, String value, int line) throws BadSieve {
    effort.look(1L + value.length() + key.length(), line);
    Comparator comparator = matching.comparator();
    hearing.accept(
        "String comparison (match "
            + matching.type().word()
            + ", comparison \""
            + comparator.word()
            + "\"):");
    tell("  Search = ", key);
    tell("  Inside = ", value);
    boolean so;
    if (comparator == Comparator.NUMERIC) {
      so = sameNumber(matching, key, value, line);
    } else {
      boolean caseless = comparator == Comparator.CASEMAP;
      String one = caseless ? Ascii.lower(key) : key;
      String other = caseless ? Ascii.lower(value) : value;
      so =
          switch (matching.type()) {
            case IS -> other.equals(one);
            case CONTAINS -> contains(other, one, line);
            case MATCHES -> new Wildcards(one, other, effort, line).match();
          };
    }
    hearing.accept("  Result " + so);
    return so;
  }

  /** As C shows it: a NUL ends what is printed, not what is counted. */
  private void tell(String what, String text) {
    int end = text.indexOf('\0');
    hearing.accept(
        what + (end < 0 ? text : text.substring(0, end)) + " (" + text.length() + " chars)");
  }

  private boolean contains(String value, String key, int line) throws BadSieve {
    for (int at = 0; at + key.length() <= value.length(); at++) {
      int same = 0;
      while (same < key.length() && value.charAt(at + same) == key.charAt(same)) {
        same++;
      }
      if (same == key.length()) {
        return true;
      }
      effort.look(same, line);
    }
    return false;
  }

  /** RFC 4790 §9.1.1: what does not begin with a digit is one number, above all others. */
  private static boolean sameNumber(Matching matching, String key, String value, int line)
      throws BadSieve {
    if (matching.type() != Matching.Type.IS) {
      throw new BadSieve("comparator does not offer specified matchtype", line);
    }
    if (!matching.numeric()) {
      throw new BadSieve("missing previous require \"" + Capability.NUMERIC.word() + "\";", line);
    }
    return number(key).equals(number(value));
  }

  /** The digits that the text begins with, without needless noughts. */
  private static String number(String text) {
    int end = 0;
    while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
      end++;
    }
    int start = 0;
    while (start < end - 1 && text.charAt(start) == '0') {
      start++;
    }
    return text.substring(start, end);
  }
}
