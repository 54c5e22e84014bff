// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import org.ostler.language.text.Ascii;

/**
 * Reads one address as people write it, with phrase, comments, angle brackets and source route (RFC
 * 5322 §3.4, RFC 5321 appendix C), as leniently as Exim does and with its words for what is wrong.
 * A group's name may stand before the first address of the group and its semicolon behind the last
 * one; the reader remembers between two addresses of a list whether a group is open.
 */
public final class MailboxReader {
  private static final String SPECIALS = " ()<>@,;:\\\".[]";
  private static final String NO_LOCAL_PART = "missing or malformed local part";

  /** Exim's limit: the 256 octets of RFC 5321 §4.5.3.1.3, and some for what is no address of it. */
  private static final int LONGEST = 320;

  private static final int MOST_BRACKETS = 5;

  /** Longest part of a text that an error shows. */
  private static final int SHOWN = 32;

  /**
   * How an address may be written.
   *
   * @param literals whether the domain of an address in angle brackets may be a literal ({@code
   *     allow_domain_literals})
   * @param trailingDot whether a dot behind the domain is taken off ({@code strip_trailing_dot})
   * @param excessBrackets whether brackets may be doubled ({@code strip_excess_angle_brackets})
   * @param utf8Domains whether domains may have letters beyond ASCII ({@code allow_utf8_domains})
   */
  public record Syntax(
      boolean literals, boolean trailingDot, boolean excessBrackets, boolean utf8Domains) {
    /** As in header fields and in expansions. */
    public static final Syntax USUAL = new Syntax(true, false, false, false);
  }

  /** What the text is. */
  public sealed interface Result {
    /**
     * An address.
     *
     * @param address without white space and comments; empty for {@code <>} where that may be
     * @param start where it starts in the text
     * @param end where it ends
     * @param domain where its domain starts in {@code address}; 0 when it has none
     */
    record Found(String address, int start, int end, int domain) implements Result {}

    record Bad(String why) implements Result {}
  }

  private final Syntax syntax;
  private boolean mayBeGroup;
  private boolean inGroup;
  private String text = "";
  private StringBuilder out = new StringBuilder();
  private int at;
  private int beforeComment;
  private int domainStart;

  private MailboxReader(Syntax syntax, boolean groups) {
    this.syntax = syntax;
    this.mayBeGroup = groups;
  }

  /** A reader of lists in which groups may be. */
  public static MailboxReader ofList(Syntax syntax) {
    return new MailboxReader(syntax, true);
  }

  /** Reads one address that is in no list. */
  public static Result read(String text, Syntax syntax, boolean mayBeNull) {
    return new MailboxReader(syntax, false).next(text, mayBeNull);
  }

  /** Reads the next address of the list; {@code mayBeNull} permits {@code <>}. */
  public Result next(String piece, boolean mayBeNull) {
    text = piece;
    at = 0;
    domainStart = 0;
    try {
      return address(mayBeNull);
    } catch (Malformed malformed) {
      leaveGroup();
      return new Result.Bad(malformed.why);
    }
  }

  /**
   * Where the address that starts at a place of a list ends: at a comma that is not quoted,
   * commented, in angle brackets or part of a route, or at the end of the text.
   */
  public static int end(String text, int from) {
    boolean route = text.startsWith("@", from);
    int held = route ? 1 : 0;
    for (int i = from; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case ',' -> {
          if (held <= 0) {
            return i;
          }
        }
        case '\\' -> i++;
        case '"' -> i = closingQuote(text, i);
        case '(' -> i = closingComment(text, i);
        case '<' -> {
          route = text.startsWith("@", i + 1);
          held = route ? 2 : 1;
        }
        case '>' -> held--;
        case ':' -> held -= route ? 1 : 0;
        default -> {}
      }
    }
    return text.length();
  }

  private Result address(boolean mayBeNull) throws Malformed {
    skip();
    int start = at;
    out = localPart(true);
    if (peek() != '@' && peek() != '<') {
      if (at >= text.length() || peek() == ';') {
        if (out.isEmpty()) {
          throw new Malformed("empty address");
        }
        return found(start, beforeComment);
      }
      phrase();
      if (peek() == ':') {
        inGroup = true;
        mayBeGroup = false;
        at++;
        return address(mayBeNull);
      }
    }
    return peek() == '<' ? inAngles(mayBeNull) : bare(start);
  }

  /** The words before an angle bracket, or before the colon of a group. */
  private void phrase() throws Malformed {
    while (peek() != '<' && !(mayBeGroup && peek() == ':')) {
      try {
        localPart(false);
      } catch (Malformed malformed) {
        throw new Malformed(malformed.why + " (expected word or \"<\")");
      }
    }
  }

  private Result inAngles(boolean mayBeNull) throws Malformed {
    int brackets = 1;
    at++;
    while (syntax.excessBrackets() && peek() == '<') {
      if (brackets++ > MOST_BRACKETS) {
        throw new Malformed("angle-brackets nested too deep");
      }
      at++;
    }
    int start = at;
    skip();
    boolean routed = peek() == '@';
    if (routed) {
      route();
    }
    if (mayBeNull && !routed && peek() == '>') {
      out = new StringBuilder();
    } else {
      addrSpec('>');
      if (routed && domainStart == 0) {
        throw new Malformed("domain missing in source-routed address");
      }
    }
    int end = at;
    for (; brackets > 0; brackets--) {
      if (at >= text.length()) {
        throw new Malformed("'>' missing at end of address");
      }
      if (peek() != '>') {
        throw trailing();
      }
      at++;
    }
    skip();
    return found(start, end);
  }

  private Result bare(int start) throws Malformed {
    if (out.isEmpty()) {
      // RFC 5321 appendix C: a source route is read and ignored, here without brackets.
      route();
      addrSpec('\0');
      if (domainStart == 0) {
        throw new Malformed("domain missing in source-routed address");
      }
    } else {
      at++;
      out.append('@');
      domainStart = out.length();
      domain(false);
    }
    return found(start, beforeComment);
  }

  private Result found(int start, int last) throws Malformed {
    if (at < text.length() && !leaveGroup()) {
      throw trailing();
    }
    int end = last;
    while (end > start && Ascii.isSpace(text.charAt(end - 1))) {
      end--;
    }
    if (end - start > LONGEST) {
      String shown = out.substring(0, Math.min(out.length(), 2 * SHOWN));
      throw new Malformed("address is ridiculously long: " + shown + "...");
    }
    return new Result.Found(out.toString(), start, end, domainStart);
  }

  /** Takes the semicolon that ends the group, if one is open; what follows it is passed over. */
  private boolean leaveGroup() {
    boolean leaves = inGroup && peek() == ';';
    if (leaves) {
      inGroup = false;
      mayBeGroup = true;
    }
    return leaves;
  }

  private Malformed trailing() {
    String rest = text.substring(at, Math.min(text.length(), at + SHOWN));
    return new Malformed("malformed address: " + rest + " may not follow " + text.substring(0, at));
  }

  private void addrSpec(char end) throws Malformed {
    out = localPart(false);
    if (peek() == end) {
      return;
    }
    if (peek() != '@') {
      throw new Malformed("\"@\" or \".\" expected after \"" + out + "\"");
    }
    at++;
    out.append('@');
    domainStart = out.length();
    domain(true);
  }

  private void route() throws Malformed {
    boolean commas = false;
    while (peek() == '@') {
      at++;
      domain(true);
      if (peek() != ',') {
        break;
      }
      at++;
      commas = true;
      skip();
    }
    if (peek() != ':') {
      throw new Malformed(commas ? "colon expected after route list" : "no local part");
    }
    at++;
    skip();
  }

  /** Words with dots between, before or behind them; a word may be a quoted string. */
  private StringBuilder localPart(boolean mayBeEmpty) throws Malformed {
    StringBuilder local = new StringBuilder();
    while (true) {
      skip();
      int before = local.length();
      if (peek() == '"') {
        quotedString(local);
      } else {
        atom(local);
      }
      skip();
      if (local.length() == before && peek() != '.') {
        if (before == 0 && !mayBeEmpty) {
          throw new Malformed(NO_LOCAL_PART);
        }
        return local;
      }
      if (peek() != '.') {
        return local;
      }
      while (peek() == '.') {
        local.append('.');
        at++;
      }
    }
  }

  private void quotedString(StringBuilder local) throws Malformed {
    int close = closingQuote(text, at);
    if (close >= text.length()) {
      throw new Malformed("unmatched doublequote in local part");
    }
    local.append(text, at, close + 1);
    at = close + 1;
  }

  /** A backslash takes the octet behind it into an atom, too. */
  private void atom(StringBuilder local) {
    while (at < text.length() && (isAtom(peek()) || peek() == '\\')) {
      if (peek() == '\\' && at + 1 < text.length()) {
        local.append(text.charAt(at++));
      }
      local.append(text.charAt(at++));
    }
  }

  private static boolean isAtom(char c) {
    return c > ' ' && c != 127 && SPECIALS.indexOf(c) < 0;
  }

  private void domain(boolean bracketed) throws Malformed {
    skip();
    if (peek() == '[') {
      literal(bracketed);
      return;
    }
    int first = out.length();
    while (true) {
      int before = out.length();
      while (isDomain(peek()) && (out.length() > before || peek() != '-')) {
        out.append(text.charAt(at++));
      }
      if (out.length() == before) {
        if (!syntax.trailingDot() || before == first || peek() == '.') {
          throw new Malformed("domain missing or malformed");
        }
        out.setLength(before - 1);
        skip();
        return;
      }
      skip();
      if (peek() != '.') {
        return;
      }
      out.append('.');
      at++;
      skip();
    }
  }

  private boolean isDomain(char c) {
    return Ascii.isAlpha(c) || Ascii.isDigit(c) || c == '-' || (c > 127 && syntax.utf8Domains());
  }

  private void literal(boolean bracketed) throws Malformed {
    int end = at + 1;
    while (end < text.length() && isLiteral(text.charAt(end))) {
      end++;
    }
    // As in Exim, an address that stands alone may have one all the same.
    if (bracketed && !syntax.literals()) {
      throw new Malformed("domain literals not allowed");
    }
    if (end >= text.length() || text.charAt(end) != ']') {
      throw new Malformed("malformed domain literal");
    }
    out.append(text, at, end + 1);
    at = end + 1;
    skip();
  }

  private static boolean isLiteral(char c) {
    return c > ' ' && c < 127 && "[]\\".indexOf(c) < 0;
  }

  /** The next octet, or NUL at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  /** White space and comments. */
  private void skip() {
    beforeComment = at;
    while (at < text.length()) {
      if (Ascii.isSpace(text.charAt(at))) {
        at++;
      } else if (text.charAt(at) == '(') {
        at = Math.min(text.length(), closingComment(text, at) + 1);
      } else {
        return;
      }
    }
  }

  private static int closingQuote(String text, int open) {
    int i = open + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private static int closingComment(String text, int open) {
    int depth = 1;
    int i = open;
    while (depth > 0 && ++i < text.length()) {
      switch (text.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '\\' -> i++;
        default -> {}
      }
    }
    return i;
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
