// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the addresses out of a header field's body (RFC 5322 §3.4), comments, names and groups left
 * aside.
 */
final class HeaderAddresses {
  private final String text;
  private int at;
  private final List<String> addresses = new ArrayList<>();
  private @Nullable String problem;

  private HeaderAddresses(String text) {
    this.text = text;
  }

  /**
   * What a field has.
   *
   * @param addresses those that are sound
   * @param problem what is wrong with the first that is not, or null
   */
  record Parsed(List<String> addresses, @Nullable String problem) {}

  static Parsed parse(String body) {
    HeaderAddresses parser = new HeaderAddresses(body);
    parser.all();
    return new Parsed(parser.addresses, parser.problem);
  }

  private void all() {
    StringBuilder word = new StringBuilder();
    String angle = null;
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '(' -> comment();
        case '"' -> word.append(quoted());
        case '<' -> angle = angle();
        case ',', ';' -> {
          take(word, angle);
          angle = null;
          at++;
        }
        case ':' -> {
          word.setLength(0); // the name of a group
          at++;
        }
        default -> {
          word.append(c);
          at++;
        }
      }
    }
    take(word, angle);
  }

  private void comment() {
    int depth = 0;
    do {
      char c = text.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
    } while (depth > 0 && at < text.length());
    if (depth > 0) {
      fail("missing ')' in comment");
    }
  }

  private String quoted() {
    int start = at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
    return text.substring(start, at);
  }

  private String angle() {
    int end = text.indexOf('>', at);
    if (end < 0) {
      fail("'>' missing at end of address");
      end = text.length();
    }
    String inside = text.substring(at + 1, end).strip();
    at = Math.min(end + 1, text.length());
    int route = inside.startsWith("@") ? inside.indexOf(':') : -1;
    return route >= 0 ? inside.substring(route + 1) : inside;
  }

  private void take(StringBuilder word, @Nullable String angle) {
    String address = angle != null ? angle : word.toString().strip();
    word.setLength(0);
    if (angle == null && address.isEmpty()) {
      return;
    }
    int sign = address.lastIndexOf('@');
    if (address.isEmpty() && angle != null) {
      return;
    }
    if (sign == 0) {
      fail("missing or malformed local part");
    } else if (sign == address.length() - 1) {
      fail("missing or malformed domain");
    } else if (sign < 0) {
      fail("unqualified address not permitted");
    } else if (!address.startsWith("\"") && hasSpace(address)) {
      fail("malformed address: " + address);
    } else {
      addresses.add(address);
    }
  }

  private static boolean hasSpace(String address) {
    return address.indexOf(' ') >= 0 || address.indexOf('\t') >= 0 || address.indexOf('\n') >= 0;
  }

  private void fail(String why) {
    problem = problem == null ? why : problem;
  }
}
