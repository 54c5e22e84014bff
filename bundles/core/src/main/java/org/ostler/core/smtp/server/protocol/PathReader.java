// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import java.net.InetAddress;
import org.ostler.core.smtp.server.protocol.Rules.PathRules;

/**
 * Reads a reverse-path or forward-path (RFC 5321 §4.1.2), with or without its angle brackets.
 * Comments, phrases and white space inside are refused, leading, trailing and double dots of a
 * local part are let through: senders use them.
 */
public final class PathReader {
  /**
   * Longer addresses are refused: RFC 5321 §4.5.3.1.3 asks for 256 octets with the brackets; Exim
   * takes 320 or so.
   */
  private static final int LONGEST = 320;

  private static final String ATEXT = "!#$%&'*+-/=?^_`{|}~";

  private final String text;
  private final PathRules rules;
  private int at;

  private PathReader(String text, PathRules rules) {
    this.text = text;
    this.rules = rules;
  }

  /** Reads the whole text as one path. */
  public static Path read(String text, PathRules rules) {
    try {
      return new Path.Good(new PathReader(text, rules).path());
    } catch (Malformed e) {
      return new Path.Bad(e.why);
    }
  }

  private String path() throws Malformed {
    skipBlanks();
    int brackets = 0;
    while (at < text.length()
        && text.charAt(at) == '<'
        && (brackets == 0 || rules.stripBrackets())) {
      brackets++;
      at++;
      skipBlanks();
    }
    boolean bracketed = brackets > 0;
    String address = bracketed && peek() == '>' ? "" : address(bracketed);
    skipBlanks();
    for (int i = 0; i < brackets; i++) {
      if (at == text.length()) {
        throw new Malformed("'>' missing at end of address");
      }
      if (peek() != '>') {
        throw trailing();
      }
      at++;
    }
    skipBlanks();
    if (at < text.length()) {
      throw trailing();
    }
    if (address.length() > LONGEST) {
      throw new Malformed("address is ridiculously long: " + address.substring(0, 64) + "...");
    }
    return address;
  }

  private String address(boolean bracketed) throws Malformed {
    if (bracketed && peek() == '@') {
      sourceRoute();
    }
    String local = localPart();
    skipBlanks();
    if (peek() == '@') {
      at++;
      return local + "@" + domain();
    }
    if (bracketed && peek() != '>') {
      throw new Malformed("\"@\" or \".\" expected after \"" + local + "\"");
    }
    return local;
  }

  /** RFC 5321 §4.1.2, appendix C: a source route is read and ignored. */
  private void sourceRoute() throws Malformed {
    while (true) {
      at++;
      domain();
      if (peek() == ':') {
        at++;
        return;
      }
      if (peek() != ',') {
        throw new Malformed("no local part");
      }
      at++;
      skipBlanks();
      if (peek() != '@') {
        throw new Malformed("no local part");
      }
    }
  }

  private String localPart() throws Malformed {
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        quotedString();
      } else if (isLocal(c)) {
        at++;
      } else {
        break;
      }
    }
    if (at == start) {
      throw new Malformed("missing or malformed local part");
    }
    return text.substring(start, at);
  }

  private void quotedString() throws Malformed {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        at++;
        return;
      }
    }
    throw new Malformed("unmatched doublequote in local part");
  }

  private static boolean isLocal(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || c == '.' || c >= 0x80 || ATEXT.indexOf(c) >= 0;
  }

  private String domain() throws Malformed {
    if (peek() == '[') {
      return literal();
    }
    int start = at;
    while (at < text.length() && isDomain(text.charAt(at))) {
      at++;
    }
    String domain = text.substring(start, at);
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
    return letter || c == '-' || c == '.' || (c >= 0x80 && rules.utf8Domains());
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

  /** Whether the text is an address literal with its brackets (RFC 5321 §4.1.3). */
  static boolean isLiteral(String text) {
    if (!text.startsWith("[") || !text.endsWith("]") || text.length() < 3) {
      return false;
    }
    String inner = text.substring(1, text.length() - 1);
    boolean tagged = inner.regionMatches(true, 0, "IPv6:", 0, 5);
    String address = tagged ? inner.substring(5) : inner;
    boolean six = address.indexOf(':') >= 0;
    boolean dotted = address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (address.indexOf('%') >= 0 || (!six && !dotted) || (tagged && !six)) {
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

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
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
