// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;

/**
 * One item of a route list, taken apart: {@code pattern hosts options}.
 *
 * @param pattern the domain pattern; empty in {@code route_data}, which has none
 * @param hosts the host list, not yet expanded
 * @param options the words after it
 */
record RouteItem(String pattern, String hosts, List<String> options) {
  /** Reads an item of {@code route_list}. */
  static RouteItem ofList(String text) {
    Cursor cursor = new Cursor(text);
    String pattern = cursor.word();
    return rest(pattern, cursor);
  }

  /** Reads {@code route_data}. */
  static RouteItem ofData(String text) {
    return rest("", new Cursor(text));
  }

  private static RouteItem rest(String pattern, Cursor cursor) {
    String hosts = cursor.word();
    String options = cursor.remainder().strip();
    return new RouteItem(
        pattern, hosts, options.isEmpty() ? List.of() : List.of(options.split("\\s+")));
  }

  /**
   * Reads words that may be quoted with double quotes, in which a backslash protects the next
   * character.
   */
  private static final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
      this.text = text;
      skip();
    }

    private void skip() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    String remainder() {
      return text.substring(at);
    }

    String word() {
      if (at < text.length() && text.charAt(at) == '"') {
        String quoted = quoted();
        skip();
        return quoted;
      }
      int from = at;
      int braces = 0;
      while (at < text.length() && (braces > 0 || !Character.isWhitespace(text.charAt(at)))) {
        // white space inside an expansion item does not end the word, even without quotes
        braces += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
        at++;
      }
      String word = text.substring(from, at);
      skip();
      return word;
    }

    private String quoted() {
      StringBuilder word = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        word.append(text.charAt(at));
        at++;
      }
      at = Math.min(at + 1, text.length());
      return word.toString();
    }
  }
}
