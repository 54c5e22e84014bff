// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/**
 * What follows an opening parenthesis with a question mark.
 *
 * @param kind what it is
 * @param java the Java text, or the name of a reference
 * @param end where reading goes on
 * @param closed whether its closing parenthesis was read too
 * @param flags the flag letters of an option setting
 */
record PcreGroup(Kind kind, String java, int end, boolean closed, String flags) {
  /** Kinds of group. */
  enum Kind {
    COMMENT,
    CAPTURE,
    NAME_REFERENCE,
    OTHER
  }

  /** A name with where reading goes on. */
  record Name(String text, int end) {}

  /** Reads the group that opens at {@code at}. */
  static PcreGroup read(String in, int at) throws BadPattern {
    int p = at + 2;
    if (p >= in.length()) {
      throw new BadPattern("missing closing parenthesis", in.length());
    }
    char c = in.charAt(p);
    return switch (c) {
      case '#' -> comment(in, p);
      case ':', '=', '!', '>' -> other("(?" + c, p + 1);
      case '<' -> lookbehindOrName(in, p);
      case '\'' -> capture(in, p + 1, '\'');
      case 'P' -> python(in, p);
      case 'R', '&', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+' ->
          throw new BadPattern("recursion is not supported", p);
      case '(' -> throw new BadPattern("conditional groups are not supported", p);
      case '|' -> throw new BadPattern("branch reset is not supported", p);
      default -> options(in, p);
    };
  }

  boolean extended(boolean before) {
    if (flags.isEmpty()) {
      return before;
    }
    int minus = flags.indexOf('-');
    int x = flags.indexOf('x');
    if (flags.charAt(0) == '^') {
      return x >= 0;
    }
    return x < 0 ? before : minus < 0 || x < minus;
  }

  private static PcreGroup comment(String in, int p) throws BadPattern {
    int end = in.indexOf(')', p);
    if (end < 0) {
      throw new BadPattern("missing ) after (?# comment", in.length());
    }
    return new PcreGroup(Kind.COMMENT, "", end + 1, true, "");
  }

  private static PcreGroup lookbehindOrName(String in, int p) throws BadPattern {
    if (in.startsWith("<=", p) || in.startsWith("<!", p)) {
      return other("(?" + in.substring(p, p + 2), p + 2);
    }
    return capture(in, p + 1, '>');
  }

  private static PcreGroup capture(String in, int p, char terminator) throws BadPattern {
    Name name = name(in, p, terminator);
    return new PcreGroup(Kind.CAPTURE, name.text(), name.end(), false, "");
  }

  private static PcreGroup python(String in, int p) throws BadPattern {
    if (in.startsWith("P<", p)) {
      return capture(in, p + 2, '>');
    }
    if (in.startsWith("P=", p)) {
      Name name = name(in, p + 2, ')');
      return new PcreGroup(Kind.NAME_REFERENCE, name.text(), name.end(), true, "");
    }
    if (in.startsWith("P>", p)) {
      throw new BadPattern("recursion is not supported", p);
    }
    throw new BadPattern("unrecognized character after (?P", p + 1);
  }

  private static PcreGroup options(String in, int p) throws BadPattern {
    int i = p;
    while (i < in.length() && in.charAt(i) != ')' && in.charAt(i) != ':') {
      if ("imsx-^".indexOf(in.charAt(i)) < 0) {
        boolean known = "UJna".indexOf(in.charAt(i)) >= 0;
        throw new BadPattern(
            known
                ? "option (?" + in.charAt(i) + ") is not supported"
                : "unrecognized character after (? or (?-",
            i);
      }
      i++;
    }
    if (i >= in.length()) {
      throw new BadPattern("missing closing parenthesis", in.length());
    }
    String flags = in.substring(p, i);
    boolean closed = in.charAt(i) == ')';
    return new PcreGroup(Kind.OTHER, javaOptions(flags, closed), i + 1, closed, flags);
  }

  /** Extended mode is resolved while translating; Java's own would drop spaces inside classes. */
  private static String javaOptions(String flags, boolean closed) {
    String wanted = flags.replace("x", "");
    if (wanted.startsWith("^")) {
      String on = wanted.substring(1);
      StringBuilder off = new StringBuilder();
      for (char c : "ims".toCharArray()) {
        if (on.indexOf(c) < 0) {
          off.append(c);
        }
      }
      wanted = on + "-" + off;
    }
    if (wanted.endsWith("-")) {
      wanted = wanted.substring(0, wanted.length() - 1);
    }
    if (closed) {
      return wanted.isEmpty() ? "" : "(?" + wanted + ")";
    }
    return "(?" + wanted + ":";
  }

  private static PcreGroup other(String java, int end) {
    return new PcreGroup(Kind.OTHER, java, end, false, "");
  }

  /** Reads a group name up to its terminator. */
  static Name name(String in, int p, char terminator) throws BadPattern {
    int end = p;
    while (end < in.length()
        && (Character.isLetterOrDigit(in.charAt(end)) || in.charAt(end) == '_')) {
      end++;
    }
    if (end == p) {
      throw new BadPattern("subpattern name expected", p);
    }
    if (Character.isDigit(in.charAt(p))) {
      throw new BadPattern("subpattern name must start with a non-digit", p);
    }
    if (end >= in.length() || in.charAt(end) != terminator) {
      throw new BadPattern("syntax error in subpattern name (missing terminator?)", end);
    }
    return new Name(in.substring(p, end), end + 1);
  }

  /** Reads what follows {@code \g} or {@code \k} whose backslash is at {@code at}. */
  static Name referenceName(String in, int at) throws BadPattern {
    boolean g = in.charAt(at + 1) == 'g';
    int p = at + 2;
    char open = p < in.length() ? in.charAt(p) : 0;
    if (g && (open == '<' || open == '\'')) {
      throw new BadPattern("recursion is not supported", p);
    }
    if (g && open != '{') {
      int end = open == '-' ? p + 1 : p;
      while (end < in.length() && Character.isDigit(in.charAt(end))) {
        end++;
      }
      if (end == p) {
        throw new BadPattern(
            "\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain"
                + " number",
            p);
      }
      return new Name(in.substring(p, end), end);
    }
    int close =
        open == '{'
            ? in.indexOf('}', p)
            : open == '<' ? in.indexOf('>', p) : in.indexOf('\'', p + 1);
    if (close < 0 || "{<'".indexOf(open) < 0) {
      throw new BadPattern("\\k is not followed by a braced, angle-bracketed, or quoted name", p);
    }
    return new Name(in.substring(p + 1, close), close + 1);
  }
}
