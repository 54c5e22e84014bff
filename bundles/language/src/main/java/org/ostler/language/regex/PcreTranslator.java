// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Rewrites a PCRE pattern for {@link java.util.regex.Pattern}: literals are escaped, named groups
 * become numbered ones, extended mode and comments are resolved here, and what the JDK cannot do is
 * refused. Offsets are PCRE's.
 */
final class PcreTranslator {
  private static final String LITERALS_TO_ESCAPE = "\\^$.|?*+()[]{}&-~#";

  private final String in;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Boolean> outerExtended = new ArrayDeque<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final int groupsInAll;
  private int pos;
  private int groups;
  private int highestReference;
  private int highestReferenceOffset;
  private boolean extended;
  private boolean repeatable;

  PcreTranslator(String in) {
    this.in = in;
    this.groupsInAll = GroupNames.collect(in, names);
  }

  String translate() throws BadPattern {
    while (pos < in.length()) {
      one();
    }
    if (!outerExtended.isEmpty()) {
      throw new BadPattern("missing closing parenthesis", in.length());
    }
    if (highestReference > groups) {
      throw new BadPattern("reference to non-existent subpattern", highestReferenceOffset);
    }
    return out.toString();
  }

  private void one() throws BadPattern {
    char c = in.charAt(pos);
    if (extended && skipExtended(c)) {
      return;
    }
    switch (c) {
      case '\\' -> escape();
      case '[' -> {
        pos = new PcreClass(in, pos, out).translate();
        repeatable = true;
      }
      case '(' -> open();
      case ')' -> close();
      case '*', '+', '?' -> quantifier(pos + 1, String.valueOf(c));
      case '{' -> brace();
      case '|' -> plain("|", false);
      case '^' -> plain("^", true);
      case '$' -> plain("$", true);
      case '.' -> plain(".", true);
      default -> {
        literal(c);
        pos++;
      }
    }
  }

  private boolean skipExtended(char c) {
    if (c == '#') {
      int end = in.indexOf('\n', pos);
      pos = end < 0 ? in.length() : end + 1;
      return true;
    }
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      pos++;
      return true;
    }
    return false;
  }

  private void plain(String java, boolean mayRepeat) {
    out.append(java);
    repeatable = mayRepeat;
    pos++;
  }

  private void literal(char c) {
    if (LITERALS_TO_ESCAPE.indexOf(c) >= 0) {
      out.append('\\');
    }
    out.append(c);
    repeatable = true;
  }

  private void close() throws BadPattern {
    if (outerExtended.isEmpty()) {
      throw new BadPattern("unmatched closing parenthesis", pos);
    }
    extended = outerExtended.pop();
    plain(")", true);
  }

  private void quantifier(int end, String java) throws BadPattern {
    if (!repeatable) {
      throw new BadPattern("quantifier does not follow a repeatable item", pos);
    }
    out.append(java);
    pos = end;
    if (pos < in.length() && (in.charAt(pos) == '?' || in.charAt(pos) == '+')) {
      out.append(in.charAt(pos++));
    }
    repeatable = false;
  }

  /** A brace is a quantifier only in the forms {n} {n,} {n,m}; anything else is itself. */
  private void brace() throws BadPattern {
    int i = digits(pos + 1);
    boolean counted = i > pos + 1;
    int comma = i;
    if (counted && i < in.length() && in.charAt(i) == ',') {
      i = digits(i + 1);
    }
    if (!counted || i >= in.length() || in.charAt(i) != '}') {
      literal('{');
      pos++;
      return;
    }
    checkCounts(
        in.substring(pos + 1, comma), comma + 1 < i ? in.substring(comma + 1, i) : "", i + 1);
    quantifier(i + 1, in.substring(pos, i + 1));
  }

  private static void checkCounts(String least, String most, int end) throws BadPattern {
    if (least.length() > 5 || most.length() > 5 || number(least) > 65535 || number(most) > 65535) {
      throw new BadPattern("number too big in {} quantifier", end - 1);
    }
    if (!most.isEmpty() && number(most) < number(least)) {
      throw new BadPattern("numbers out of order in {} quantifier", end - 1);
    }
  }

  private static int number(String digits) {
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private int digits(int from) {
    int i = from;
    while (i < in.length() && Character.digit(in.charAt(i), 10) >= 0) {
      i++;
    }
    return i;
  }

  private void open() throws BadPattern {
    if (in.startsWith("(*", pos)) {
      throw new BadPattern("verbs of the form (*NAME) are not supported", pos + 2);
    }
    outerExtended.push(extended);
    repeatable = false;
    if (!in.startsWith("(?", pos)) {
      groups++;
      out.append('(');
      pos++;
      return;
    }
    PcreGroup group = PcreGroup.read(in, pos);
    pos = group.end();
    switch (group.kind()) {
      case COMMENT -> outerExtended.pop();
      case CAPTURE -> {
        groups++;
        out.append('(');
      }
      case OTHER -> {
        if (group.closed()) {
          outerExtended.pop();
        }
        extended = group.extended(extended);
        out.append(group.java());
      }
      case NAME_REFERENCE -> {
        outerExtended.pop();
        reference(group.java());
      }
    }
  }

  private void escape() throws BadPattern {
    if (pos + 1 >= in.length()) {
      throw new BadPattern("\\ at end of pattern", in.length());
    }
    char c = in.charAt(pos + 1);
    if (c == 'Q') {
      quoted();
    } else if (c == 'E') {
      pos += 2;
    } else if (c >= '1' && c <= '9') {
      numbered();
    } else if (c == 'g' || c == 'k') {
      named();
    } else {
      PcreEscape read = PcreEscape.read(in, pos, false);
      pos = read.end();
      if (read.octet() >= 0) {
        literal((char) read.octet());
      } else {
        out.append(read.java());
        repeatable = true;
      }
    }
  }

  private void quoted() {
    int end = in.indexOf("\\E", pos + 2);
    int stop = end < 0 ? in.length() : end;
    for (int i = pos + 2; i < stop; i++) {
      literal(in.charAt(i));
    }
    pos = end < 0 ? in.length() : end + 2;
  }

  /**
   * One digit is a back reference; more are one only when there are that many groups, else an octal
   * octet.
   */
  private void numbered() throws BadPattern {
    int end = digits(pos + 1);
    String digits = in.substring(pos + 1, end);
    if (digits.length() == 1 || (digits.length() < 4 && number(digits) <= groupsInAll)) {
      pos = end;
      reference(number(digits));
      return;
    }
    PcreEscape read = PcreEscape.octal(in, pos + 1);
    pos = read.end();
    literal((char) read.octet());
  }

  private void named() throws BadPattern {
    PcreGroup.Name name = PcreGroup.referenceName(in, pos);
    pos = name.end();
    if (name.text().matches("[0-9]+")) {
      reference(number(name.text()));
    } else if (name.text().matches("-[0-9]+")) {
      reference(groups + 1 + Integer.parseInt(name.text()));
    } else {
      reference(name.text());
    }
  }

  private void reference(String name) throws BadPattern {
    Integer number = names.get(name);
    if (number == null) {
      throw new BadPattern("reference to non-existent subpattern", pos);
    }
    reference(number);
  }

  private void reference(int number) throws BadPattern {
    if (number < 1) {
      throw new BadPattern("reference to non-existent subpattern", pos);
    }
    if (number > highestReference) {
      highestReference = number;
      highestReferenceOffset = pos - 1;
    }
    out.append("(?:\\").append(number).append(')');
    repeatable = true;
  }
}
