// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/** An address as it stands in a header field (RFC 5322 §3.4), read as leniently as Exim does. */
public final class AddressText {
  private static final String SPECIALS = "()<>@,;:\\\".[]";

  /** The octets of atoms, and the dot, in the order of their codes. */
  private static final boolean[] PLAIN = plain();

  private final String text;
  private boolean groups;
  private boolean inGroup;
  private int pos;
  private StringBuilder out = new StringBuilder();

  private AddressText(String text, boolean groups) {
    this.text = text;
    this.groups = groups;
  }

  /**
   * An address without phrase and comments.
   *
   * @param localPart with its quotes
   * @param domain empty when there is none
   */
  public record Address(String localPart, String domain) {
    public String whole() {
      return domain.isEmpty() ? localPart : localPart + "@" + domain;
    }
  }

  /** The one address of a text; null when it holds none, or more. */
  public static @Nullable Address parse(String text) {
    int at = plain(text);
    if (at < 0) {
      return new AddressText(text, false).address();
    }
    return at == text.length()
        ? new Address(text, "")
        : new Address(text.substring(0, at), text.substring(at + 1));
  }

  /**
   * Where the at sign of a plain address stands, its length when it has none: atoms with dots and a
   * domain of plain labels, which most addresses are. Negative for any other text.
   */
  private static int plain(String text) {
    int length = text.length();
    int at = 0;
    while (at < length && isPlain(text.charAt(at))) {
      at++;
    }
    if (at == 0 || at == length) {
      return at == 0 ? -1 : at;
    }
    if (text.charAt(at) != '@') {
      return -1;
    }
    int label = at + 1;
    for (int i = label; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && i > label) {
        label = i + 1;
      } else if (!Ascii.isAlpha(c) && !Ascii.isDigit(c) && c != '-') {
        return -1;
      }
    }
    return label < length ? at : -1;
  }

  private static boolean isPlain(char c) {
    return c > 127 || PLAIN[c];
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[128];
    for (char c = ' ' + 1; c < 127; c++) {
      plain[c] = c == '.' || SPECIALS.indexOf(c) < 0;
    }
    return plain;
  }

  /** All addresses of a list, with those of groups; what is no address is left out. */
  public static List<Address> parseAll(String text) {
    List<Address> addresses = new ArrayList<>();
    int start = 0;
    boolean inGroup = false;
    while (true) {
      int end = end(text, start);
      AddressText one = new AddressText(text.substring(start, end), !inGroup);
      one.inGroup = inGroup;
      Address address = one.address();
      if (address != null) {
        addresses.add(address);
      } else {
        one.leaveGroup();
      }
      if (end >= text.length()) {
        return addresses;
      }
      inGroup = one.inGroup;
      start = end + 1;
    }
  }

  /**
   * Where the address that starts at {@code from} ends: at a comma that is not quoted, commented,
   * in angle brackets or part of a route.
   */
  private static int end(String text, int from) {
    boolean route = from < text.length() && text.charAt(from) == '@';
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
          route = i + 1 < text.length() && text.charAt(i + 1) == '@';
          held = route ? 2 : 1;
        }
        case '>' -> held--;
        case ':' -> held -= route ? 1 : 0;
        default -> {}
      }
    }
    return text.length();
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

  /** Takes the semicolon that ends the group, if one is open. */
  private boolean leaveGroup() {
    boolean leaves = inGroup && peek() == ';';
    if (leaves) {
      inGroup = false;
      groups = true;
    }
    return leaves;
  }

  private @Nullable Address address() {
    skip();
    if (peek() == '@' && !skipRoute()) {
      return null;
    }
    if (!readWords(false)) {
      return null;
    }
    String first = out.toString();
    if (peek() == '@') {
      Address address = first.isEmpty() ? null : withDomain(first);
      return address != null && atEnd() ? address : null;
    }
    if (atEnd()) {
      return first.isEmpty() ? null : new Address(first, "");
    }
    if (peek() != '<' && !skipPhrase()) {
      return null;
    }
    if (peek() == ':') {
      // RFC 5322 §3.4: a group holds addresses, not groups; the end of the last one is left to its
      // own address.
      pos++;
      out = new StringBuilder();
      groups = false;
      inGroup = true;
      return address();
    }
    return bracketed();
  }

  private boolean atEnd() {
    skip();
    // What stands behind the semicolon of a group is passed over, as in Exim.
    return leaveGroup() || pos >= text.length();
  }

  /** Words up to an opening bracket, or the colon of a group. */
  private boolean skipPhrase() {
    while (pos < text.length() && peek() != '<' && !(groups && peek() == ':')) {
      int before = pos;
      if (peek() == '.') {
        pos++;
      } else if (!readWords(true)) {
        return false;
      }
      skip();
      if (pos == before) {
        return false;
      }
    }
    return pos < text.length();
  }

  private @Nullable Address bracketed() {
    pos++;
    skip();
    if (peek() == '@' && !skipRoute()) {
      return null;
    }
    out = new StringBuilder();
    if (!readWords(false) || out.isEmpty()) {
      return null;
    }
    String local = out.toString();
    Address address = peek() == '@' ? withDomain(local) : new Address(local, "");
    skip();
    if (address == null || peek() != '>') {
      return null;
    }
    pos++;
    return atEnd() ? address : null;
  }

  /** RFC 5321 §4.1.2, appendix C: a source route is accepted and dropped. */
  private boolean skipRoute() {
    while (peek() == '@') {
      pos++;
      if (domain() == null) {
        return false;
      }
      skip();
      if (peek() == ',') {
        pos++;
        skip();
      }
    }
    if (peek() != ':') {
      return false;
    }
    pos++;
    skip();
    return true;
  }

  private @Nullable Address withDomain(String local) {
    pos++;
    String domain = domain();
    return domain == null ? null : new Address(local, domain);
  }

  /** A local part: words with dots between, before or behind them. */
  private boolean readWords(boolean phrase) {
    boolean any = false;
    while (true) {
      skip();
      char c = peek();
      if (c == '"') {
        if (any && !phrase || !quotedString()) {
          return any && phrase;
        }
      } else if (isAtom(c)) {
        if (any && !phrase && (out.isEmpty() || out.charAt(out.length() - 1) != '.')) {
          return true;
        }
        atom();
      } else if (c == '.' && !phrase) {
        out.append('.');
        pos++;
        if (peek() == '"') {
          quotedString();
        }
      } else {
        return true;
      }
      any = true;
    }
  }

  private boolean isAtom(char c) {
    return c > ' ' && c != 127 && (SPECIALS.indexOf(c) < 0 || c == '\\');
  }

  private void atom() {
    while (pos < text.length() && isAtom(text.charAt(pos))) {
      if (text.charAt(pos) == '\\' && pos + 1 < text.length()) {
        out.append(text.charAt(pos++));
      }
      out.append(text.charAt(pos++));
    }
  }

  private boolean quotedString() {
    int start = pos++;
    while (pos < text.length() && text.charAt(pos) != '"') {
      pos += text.charAt(pos) == '\\' ? 2 : 1;
    }
    if (pos >= text.length()) {
      return false;
    }
    pos++;
    out.append(text, start, pos);
    return true;
  }

  private @Nullable String domain() {
    skip();
    StringBuilder domain = new StringBuilder();
    if (peek() == '[') {
      int close = text.indexOf(']', pos);
      if (close < 0) {
        return null;
      }
      domain.append(text, pos, close + 1);
      pos = close + 1;
      return domain.toString();
    }
    while (true) {
      int start = pos;
      while (Ascii.isAlpha(peek()) || Ascii.isDigit(peek()) || peek() == '-') {
        pos++;
      }
      if (pos == start) {
        return null;
      }
      domain.append(text, start, pos);
      skip();
      if (peek() != '.') {
        return domain.toString();
      }
      domain.append('.');
      pos++;
      skip();
    }
  }

  private char peek() {
    return pos < text.length() ? text.charAt(pos) : 0;
  }

  /** White space and comments. */
  private void skip() {
    int depth = 0;
    while (pos < text.length()) {
      char c = text.charAt(pos);
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (c == '\\' && depth > 0) {
        pos++;
      } else if (depth == 0 && !Ascii.isSpace(c)) {
        return;
      }
      pos++;
    }
    pos = Math.min(pos, text.length());
  }
}
