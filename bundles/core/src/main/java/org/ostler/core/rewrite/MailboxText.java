// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

/**
 * One address as it stands in a header field (RFC 5322 §3.4) or as typed, read as leniently as Exim
 * does, and where in the text it stands without its phrase and comments.
 */
public final class MailboxText {
  private static final String SPECIALS = "()<>@,;:\\\".[]";
  private static final String EXPECTED = "missing or malformed local part (expected word or \"<\")";

  /** No domain is longer; a text of many brackets must not be gone through for each. */
  private static final int LONGEST_LITERAL = 256;

  /** Longest part of a text that an error shows. */
  private static final int SHOWN = 32;

  /** What the text is. */
  public sealed interface Result {
    /**
     * An address.
     *
     * @param address without white space and comments; empty for {@code <>}
     * @param start where it starts in the text
     * @param end where it ends
     */
    record Found(String address, int start, int end) implements Result {
      boolean isQualified() {
        return address.indexOf('@') >= 0;
      }
    }

    record Bad(String why) implements Result {}
  }

  private final String text;
  private final boolean groups;
  private int at;

  private MailboxText(String text, boolean groups) {
    this.text = text;
    this.groups = groups;
  }

  /**
   * Reads the text as one address.
   *
   * @param groups whether a group's name may stand in front and its semicolon behind
   * @param empty whether {@code <>} is an address
   */
  public static Result parse(String text, boolean groups, boolean empty) {
    try {
      return new MailboxText(text, groups).address(empty);
    } catch (Malformed malformed) {
      return new Result.Bad(malformed.why);
    }
  }

  /**
   * Where the address that starts at a place of a list ends.
   *
   * @param at the place of a comma, of the semicolon of a group, or the end of the text
   * @param group whether a group is open there
   */
  public record End(int at, boolean group) {}

  /**
   * Finds the end of the address that starts at a place; {@code group} tells whether one is open.
   */
  public static End end(String text, int from, boolean group) {
    boolean angle = false;
    boolean open = group;
    // The domains of a source route (RFC 5321 appendix C) are parted by commas, too.
    boolean route = text.startsWith("@", from);
    int i = from;
    while (i < text.length()) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '"' -> i = closingQuote(text, i);
        case '(' -> i = closingComment(text, i);
        case '[' ->
            i = Math.max(i, text.indexOf(']', i, Math.min(text.length(), i + LONGEST_LITERAL)));
        case '<' -> angle = true;
        case '>' -> angle = false;
        case ':' -> {
          open |= !route && !angle;
          route = false;
        }
        case ',' -> {
          if (!angle && !route) {
            return new End(i, open);
          }
        }
        case ';' -> {
          if (!angle && open) {
            return new End(i, false);
          }
        }
        default -> {}
      }
      i++;
    }
    return new End(text.length(), open);
  }

  private static int closingQuote(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i;
      }
    }
    return text.length();
  }

  private static int closingComment(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '(' -> depth++;
        case ')' -> {
          if (--depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return text.length();
  }

  private Result address(boolean empty) throws Malformed {
    skip();
    if (groups) {
      skipGroupName();
    }
    if (at >= text.length()) {
      throw new Malformed("empty address");
    }
    int start = at;
    if (peek() == '@') {
      routeOrNothing();
    }
    StringBuilder local = peek() == '<' ? new StringBuilder() : localPart();
    int localEnd = at;
    skip();
    if (peek() == '@') {
      return bare(local, start);
    }
    if (peek() == ';') {
      throw trailing();
    }
    if (at >= text.length() && !local.isEmpty()) {
      return new Result.Found(local.toString(), start, localEnd);
    }
    phrase();
    return inAngles(empty);
  }

  private void skipGroupName() {
    int mark = at;
    while (at < text.length() && (isAtom(peek()) || peek() == '"' || peek() == '.')) {
      at = peek() == '"' ? Math.min(text.length(), closingQuote(text, at) + 1) : at + 1;
      skip();
    }
    if (peek() == ':') {
      at++;
      skip();
    } else {
      at = mark;
    }
  }

  /**
   * A source route without brackets (RFC 5321 appendix C) is skipped; a domain alone is nothing.
   */
  private void routeOrNothing() throws Malformed {
    int colon = text.indexOf(':', at);
    if (colon < 0) {
      throw new Malformed(groups ? "colon expected after route list" : "no local part");
    }
    route();
  }

  private void route() throws Malformed {
    while (peek() == '@') {
      at++;
      domain();
      skip();
      if (peek() == ',') {
        at++;
        skip();
      }
    }
    if (peek() != ':') {
      throw new Malformed(groups ? "colon expected after route list" : "no local part");
    }
    at++;
    skip();
  }

  private Result bare(StringBuilder local, int start) throws Malformed {
    if (local.isEmpty()) {
      throw new Malformed("missing or malformed local part");
    }
    at++;
    String domain = domain();
    int end = at;
    skip();
    if (at < text.length()) {
      throw trailing();
    }
    return new Result.Found(local + "@" + domain, start, end);
  }

  /** The words before an angle bracket. */
  private void phrase() throws Malformed {
    while (at < text.length() && peek() != '<') {
      if (peek() == '"') {
        at = Math.min(text.length(), closingQuote(text, at) + 1);
      } else if (isAtom(peek()) || peek() == '.' || peek() == '\\') {
        at++;
      } else {
        throw new Malformed(EXPECTED);
      }
      skip();
    }
    if (at >= text.length()) {
      throw new Malformed(EXPECTED);
    }
  }

  private Result inAngles(boolean empty) throws Malformed {
    at++;
    skip();
    int start = at;
    if (peek() == '@') {
      // RFC 5321 appendix C: a source route is dropped, and goes with the address.
      route();
    }
    if (peek() == '>' && empty) {
      at++;
      return new Result.Found("", start, start);
    }
    StringBuilder local = localPart();
    if (local.isEmpty()) {
      throw new Malformed(
          groups && peek() == '>' ? "empty address" : "missing or malformed local part");
    }
    int end = at;
    skip();
    if (peek() == '@') {
      at++;
      local.append('@').append(domain());
      end = at;
      skip();
    } else if (peek() != '>') {
      throw new Malformed("\"@\" or \".\" expected after \"" + local + "\"");
    }
    if (at >= text.length()) {
      throw new Malformed("'>' missing at end of address");
    }
    if (peek() != '>') {
      throw trailing();
    }
    at++;
    skip();
    if (at < text.length()) {
      throw trailing();
    }
    return new Result.Found(local.toString(), start, end);
  }

  private Malformed trailing() {
    String rest = text.substring(at, Math.min(text.length(), at + SHOWN));
    return new Malformed("malformed address: " + rest + " may not follow " + text.substring(0, at));
  }

  /** Words and quoted strings with dots between, before or behind them. */
  private StringBuilder localPart() throws Malformed {
    StringBuilder local = new StringBuilder();
    boolean joined = true;
    while (at < text.length()) {
      char c = peek();
      if (c == '.') {
        local.append(c);
        at++;
        joined = true;
      } else if (!joined) {
        break;
      } else if (c == '"') {
        int end = closingQuote(text, at);
        if (end >= text.length()) {
          throw new Malformed("unmatched doublequote in local part");
        }
        local.append(text, at, end + 1);
        at = end + 1;
        joined = false;
      } else if (isAtom(c) || c == '\\') {
        int from = at;
        while (at < text.length() && (isAtom(peek()) || peek() == '\\')) {
          at += peek() == '\\' ? 2 : 1;
        }
        at = Math.min(at, text.length());
        local.append(text, from, at);
        joined = false;
      } else {
        break;
      }
      int mark = at;
      skip();
      if (peek() != '.' && (peek() != '"' && !isAtom(peek()) || !joined)) {
        at = mark;
      }
    }
    return local;
  }

  private static boolean isAtom(char c) {
    return c > ' ' && c != 127 && SPECIALS.indexOf(c) < 0;
  }

  private String domain() throws Malformed {
    skip();
    if (peek() == '[') {
      int close = text.indexOf(']', at);
      if (close < 0) {
        throw new Malformed("malformed domain literal");
      }
      String literal = text.substring(at, close + 1);
      at = close + 1;
      return literal;
    }
    StringBuilder domain = new StringBuilder();
    while (true) {
      int from = at;
      while (isDomain(peek())) {
        at++;
      }
      if (at == from || text.charAt(from) == '-') {
        throw new Malformed("domain missing or malformed");
      }
      domain.append(text, from, at);
      int mark = at;
      skip();
      if (peek() != '.') {
        at = mark;
        return domain.toString();
      }
      domain.append('.');
      at++;
      skip();
    }
  }

  private static boolean isDomain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }

  /** The next character, or NUL at the end; a group's semicolon is an end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  /** White space and comments. */
  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(') {
        at = Math.min(text.length(), closingComment(text, at) + 1);
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  /** Leaves the recursive descent at the first error; never seen outside. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final String why;

    Malformed(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }
}
