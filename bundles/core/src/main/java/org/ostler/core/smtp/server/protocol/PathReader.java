// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import java.net.InetAddress;
import org.ostler.core.smtp.server.protocol.Rules.PathRules;

/**
 * Reads a reverse-path or forward-path (RFC 5321 §4.1.2), with or without its angle brackets, as
 * leniently as Exim: a phrase in front, comments and white space are read and dropped, leading,
 * trailing and double dots of a local part are let through.
 */
public final class PathReader {
  /**
   * Longer addresses are refused: RFC 5321 §4.5.3.1.3 asks for 256 octets with the brackets; Exim
   * takes 320 or so.
   */
  private static final int LONGEST = 320;

  private static final String SPECIALS = "()<>@,;:\".[] ";

  private final String text;
  private final PathRules rules;
  private int at;

  private PathReader(String text, PathRules rules) {
    this.text = text;
    this.rules = rules;
  }

  /** Reads the whole text as a reverse-path, which may be null, or as a forward-path. */
  public static Path read(String text, PathRules rules, boolean mayBeNull) {
    try {
      return new PathReader(text, rules).path(mayBeNull);
    } catch (Malformed e) {
      return new Path.Bad(e.why);
    }
  }

  private Path.Good path(boolean mayBeNull) throws Malformed {
    skip();
    String word = localPart(true);
    Path.Good path;
    if (peek() == '@' && word.isEmpty()) {
      sourceRoute();
      path = address('\0', true);
    } else if (peek() == '@') {
      at++;
      path = new Path.Good(word + "@" + domain(), true);
    } else if (at == text.length() || peek() == ';') {
      if (word.isEmpty()) {
        throw new Malformed("empty address");
      }
      path = new Path.Good(word, false);
    } else {
      skipPhrase();
      path = bracketed(mayBeNull);
    }
    if (at < text.length()) {
      throw trailing();
    }
    if (path.address().length() > LONGEST) {
      throw new Malformed(
          "address is ridiculously long: " + path.address().substring(0, 64) + "...");
    }
    return path;
  }

  /** What may stand before an address in brackets (RFC 5322 §3.4). */
  private void skipPhrase() throws Malformed {
    while (peek() != '<') {
      try {
        localPart(false);
      } catch (Malformed e) {
        throw new Malformed(e.why + " (expected word or \"<\")");
      }
    }
  }

  private Path.Good bracketed(boolean mayBeNull) throws Malformed {
    int brackets = 0;
    while (peek() == '<' && (brackets == 0 || rules.stripBrackets())) {
      brackets++;
      at++;
    }
    skip();
    boolean routed = peek() == '@';
    if (routed) {
      sourceRoute();
    }
    Path.Good path =
        mayBeNull && !routed && peek() == '>' ? new Path.Good("", false) : address('>', routed);
    for (int i = 0; i < brackets; i++) {
      if (at == text.length()) {
        throw new Malformed("'>' missing at end of address");
      }
      if (peek() != '>') {
        throw trailing();
      }
      at++;
    }
    skip();
    return path;
  }

  /** A local part and a domain; behind a source route it needs one. */
  private Path.Good address(char end, boolean routed) throws Malformed {
    String local = localPart(false);
    if (peek() == '@') {
      at++;
      return new Path.Good(local + "@" + domain(), true);
    }
    if (peek() != end) {
      throw new Malformed("\"@\" or \".\" expected after \"" + local + "\"");
    }
    if (routed) {
      throw new Malformed("domain missing in source-routed address");
    }
    return new Path.Good(local, false);
  }

  /** RFC 5321 §4.1.2, appendix C: a source route is read and ignored. */
  private void sourceRoute() throws Malformed {
    boolean commas = false;
    while (peek() == '@') {
      at++;
      domain();
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

  /** Words with dots between them. */
  private String localPart(boolean mayBeEmpty) throws Malformed {
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
        if (local.isEmpty() && !mayBeEmpty) {
          throw new Malformed("missing or malformed local part");
        }
        return local.toString();
      }
      if (peek() != '.') {
        return local.toString();
      }
      while (peek() == '.') {
        local.append('.');
        at++;
      }
    }
  }

  private void quotedString(StringBuilder local) throws Malformed {
    int start = at;
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        at++;
        local.append(text, start, at);
        return;
      }
    }
    throw new Malformed("unmatched doublequote in local part");
  }

  private void atom(StringBuilder local) {
    int start = at;
    while (at < text.length() && isLocal(text.charAt(at))) {
      // A quoted pair outside of quotes was right in RFC 821.
      at = Math.min(text.length(), at + (text.charAt(at) == '\\' ? 2 : 1));
    }
    local.append(text, start, at);
  }

  private static boolean isLocal(char c) {
    return c >= ' ' && c != 0x7f && SPECIALS.indexOf(c) < 0;
  }

  private String domain() throws Malformed {
    skip();
    if (peek() == '[') {
      String literal = literal();
      skip();
      return literal;
    }
    StringBuilder name = new StringBuilder();
    while (true) {
      int start = at;
      while (at < text.length() && isDomain(text.charAt(at))) {
        at++;
      }
      name.append(text, start, at);
      skip();
      if (peek() != '.') {
        break;
      }
      at++;
      skip();
      name.append('.');
    }
    String domain = name.toString();
    if (rules.stripDot() && domain.endsWith(".") && domain.length() > 1) {
      domain = domain.substring(0, domain.length() - 1);
    }
    if (domain.isEmpty() || !wellFormed(domain)) {
      throw new Malformed("domain missing or malformed");
    }
    return domain;
  }

  private boolean isDomain(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || c == '-' || (c >= 0x80 && rules.utf8Domains());
  }

  private static boolean wellFormed(String domain) {
    // RFC 5321 §4.5.3.1.2: at most 255 octets.
    if (domain.length() > 255 || domain.endsWith(".") || domain.startsWith(".")) {
      return false;
    }
    for (String label : domain.split("\\.", -1)) {
      if (label.isEmpty() || label.startsWith("-")) {
        return false;
      }
    }
    return true;
  }

  private String literal() throws Malformed {
    int end = text.indexOf(']', at);
    if (!rules.literals()) {
      throw new Malformed("domain literals not allowed");
    }
    if (end < 0 || !isLiteral(text.substring(at, end + 1))) {
      throw new Malformed("malformed domain literal");
    }
    String literal = text.substring(at, end + 1);
    at = end + 1;
    return literal;
  }

  /**
   * Whether the text is an address literal with its brackets (RFC 5321 §4.1.3); a tag for IPv4 is
   * let through.
   */
  static boolean isLiteral(String text) {
    if (!text.startsWith("[") || !text.endsWith("]") || text.length() < 3) {
      return false;
    }
    String inner = text.substring(1, text.length() - 1);
    boolean tagged = inner.regionMatches(true, 0, "IPv6:", 0, 5);
    boolean four = inner.regionMatches(true, 0, "IPv4:", 0, 5);
    String address = tagged || four ? inner.substring(5) : inner;
    boolean six = address.indexOf(':') >= 0;
    boolean dotted = address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (address.indexOf('%') >= 0 || (!six && !dotted) || (tagged && !six) || (four && six)) {
      return false;
    }
    try {
      InetAddress.ofLiteral(address);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private Malformed trailing() {
    String rest = text.substring(at, Math.min(text.length(), at + 32));
    return new Malformed("malformed address: " + rest + " may not follow " + text.substring(0, at));
  }

  /** Passes over white space and comments (RFC 5322 §3.2.2). */
  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(') {
        skipComment();
      } else if (c == ' ' || c == '\t') {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    int depth = 0;
    for (; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '(' -> depth++;
        case '\\' -> at++;
        case ')' -> {
          if (--depth == 0) {
            at++;
            return;
          }
        }
        default -> {}
      }
    }
    at = text.length();
  }

  /** The next character, or NUL at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
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
