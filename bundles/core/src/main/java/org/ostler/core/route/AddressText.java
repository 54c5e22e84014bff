// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One address as people write it (RFC 5322 §3.4): phrase, comments and angle brackets are taken
 * off.
 */
public final class AddressText {
  /** What the text is. */
  public sealed interface Result {
    /** An address, possibly without a domain. */
    record Good(String address) implements Result {}

    /** {@code <>} or comments alone. */
    record Empty() implements Result {}

    record Bad(String message) implements Result {}
  }

  private static final Pattern SOURCE_ROUTE =
      Pattern.compile("@[\\w.-]+(?:\\s*,\\s*@[\\w.-]+)*\\s*:");

  private final String text;
  private int at;

  private AddressText(String text) {
    this.text = text;
  }

  public static Result parse(String text) {
    int open = outsideQuotes(text, '<');
    if (open < 0) {
      return new AddressText(text).address(false);
    }
    AddressText inner = new AddressText(text);
    inner.at = open + 1;
    return inner.address(true);
  }

  private static int outsideQuotes(String text, char wanted) {
    boolean quoted = false;
    int comments = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"' && comments == 0) {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        comments++;
      } else if (!quoted && c == ')') {
        comments--;
      } else if (!quoted && comments == 0 && c == wanted) {
        return i;
      }
    }
    return -1;
  }

  private Result address(boolean angle) {
    skip();
    if (at >= text.length() || (angle && text.charAt(at) == '>')) {
      return new Result.Empty();
    }
    if (text.charAt(at) == '@') {
      Matcher route = SOURCE_ROUTE.matcher(text).region(at, text.length());
      if (!route.lookingAt()) {
        return bad("no local part");
      }
      at = route.end(); // RFC 5321 §4.1.1.3: source routes are to be ignored
      skip();
    }
    String localPart = localPart();
    if (localPart.isEmpty()) {
      return bad("missing or malformed local part");
    }
    skip();
    String domain = "";
    boolean at1 = at < text.length() && text.charAt(at) == '@';
    if (at1) {
      at++;
      skip();
      boolean literal = at < text.length() && text.charAt(at) == '[';
      domain = domain();
      skip();
      if (domain.isEmpty()) {
        return bad(literal ? "malformed domain literal" : "domain missing or malformed");
      }
    }
    return end(angle, localPart, at1 ? "@" + domain : "");
  }

  private Result end(boolean angle, String localPart, String domain) {
    skip();
    if (angle) {
      if (at >= text.length() || text.charAt(at) != '>') {
        return bad(
            domain.isEmpty()
                ? "\"@\" or \".\" expected after \"" + localPart + "\""
                : "'>' missing at end of address");
      }
      at++;
      skip();
    }
    if (at >= text.length()) {
      return new Result.Good(localPart + domain);
    }
    boolean word =
        !angle && domain.isEmpty() && (isAtom(text.charAt(at)) || text.charAt(at) == '"');
    return word
        ? bad("missing or malformed local part (expected word or \"<\")")
        : new Result.Bad(
            "malformed address: "
                + text.substring(at)
                + " may not follow "
                + text.substring(0, at).strip()
                + " in \""
                + text
                + "\"");
  }

  private Result bad(String message) {
    return new Result.Bad(message + " in \"" + text + "\"");
  }

  /** White space and comments. */
  private void skip() {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0 && !Character.isWhitespace(c)) {
        return;
      } else if (c == '\\' && depth > 0) {
        at++;
      }
      at++;
    }
  }

  private String localPart() {
    StringBuilder part = new StringBuilder();
    boolean dot = true; // RFC 5322 §4.4: a dot stands between words, quoted or not
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' && dot) {
        int from = at;
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
          at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
        if (hasLineEnd(text.substring(from, at))) {
          return "";
        }
        part.append(text, from, at);
        if (at < text.length() && isAtom(text.charAt(at))) {
          break;
        }
        dot = false;
      } else if (isAtom(c) || c == '.') {
        part.append(c);
        dot = c == '.';
        at++;
      } else {
        break;
      }
    }
    return part.toString();
  }

  private static boolean isAtom(char c) {
    return c > 32 && c != 127 && "()<>@,;:\\\"[].".indexOf(c) < 0;
  }

  /** RFC 5321 §4.1.2: no quoting makes them part of an address; they would end a command. */
  private static boolean hasLineEnd(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0;
  }

  private String domain() {
    int from = at;
    if (at < text.length() && text.charAt(at) == '[') {
      int close = text.indexOf(']', at);
      at = close < 0 ? text.length() : close + 1;
      String literal = text.substring(from, at);
      return close < 0 || hasLineEnd(literal) ? "" : literal;
    }
    while (at < text.length() && (isAtom(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String domain = text.substring(from, at);
    boolean malformed = domain.startsWith(".") || domain.contains("..") || domain.endsWith(".");
    return malformed ? "" : domain;
  }
}
