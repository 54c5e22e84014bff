// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** Where lines end, by what a pattern takes for a newline. */
final class Newlines {
  private Newlines() {}

  /** The length of the newline that begins at a place; 0 when none does. */
  static int at(Dialect dialect, String text, int at, int end) {
    if (at >= end) {
      return 0;
    }
    char c = text.charAt(at);
    boolean pair = c == '\r' && at + 1 < end && text.charAt(at + 1) == '\n';
    return switch (dialect.newline) {
      case LF -> c == '\n' ? 1 : 0;
      case CR -> c == '\r' ? 1 : 0;
      case NUL -> c == 0 ? 1 : 0;
      case CRLF -> pair ? 2 : 0;
      case ANYCRLF -> pair ? 2 : c == '\r' || c == '\n' ? 1 : 0;
      case ANY -> pair ? 2 : any(dialect, text, at);
    };
  }

  /** The length of the newline that ends at a place; 0 when none does. */
  static int before(Dialect dialect, String text, int at) {
    if (at <= 0) {
      return 0;
    }
    char c = text.charAt(at - 1);
    boolean pair = c == '\n' && at >= 2 && text.charAt(at - 2) == '\r';
    return switch (dialect.newline) {
      case LF -> c == '\n' ? 1 : 0;
      case CR -> c == '\r' ? 1 : 0;
      case NUL -> c == 0 ? 1 : 0;
      case CRLF -> pair ? 2 : 0;
      case ANYCRLF -> pair ? 2 : c == '\r' || c == '\n' ? 1 : 0;
      case ANY -> {
        int start = dialect.utf ? Utf8.before(text, at) : at - 1;
        yield pair ? 2 : any(dialect, text, start);
      }
    };
  }

  /** The length of a newline of any kind but CRLF. */
  private static int any(Dialect dialect, String text, int at) {
    int code = dialect.utf ? Utf8.code(text, at) : text.charAt(at);
    if (!Classes.vertical(code)) {
      return 0;
    }
    return dialect.utf ? Utf8.length(text.charAt(at)) : 1;
  }

  /** The length of what {@code \R} takes at a place; 0 when there is none. */
  static int escaped(Dialect dialect, String text, int at, int end) {
    if (at >= end) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '\r') {
      return at + 1 < end && text.charAt(at + 1) == '\n' ? 2 : 1;
    }
    return c == '\n' ? 1 : dialect.narrowNewlines ? 0 : any(dialect, text, at);
  }
}
