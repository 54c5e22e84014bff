// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** Whether a place is what an assertion asks for. */
final class Places {
  private Places() {}

  static boolean holds(int op, String text, int at, Dialect dialect) {
    int end = text.length();
    return switch (op) {
      case Op.START -> at == 0;
      case Op.END -> at == end;
      case Op.LAST_END -> at == end || atLast(dialect, text, at, end);
      case Op.LINE_START -> at == 0 || at < end && Newlines.before(dialect, text, at) > 0;
      case Op.LINE_END -> at == end || Newlines.at(dialect, text, at, end) > 0;
      case Op.WORD_EDGE -> edge(dialect, text, at);
      default -> !edge(dialect, text, at);
    };
  }

  private static boolean atLast(Dialect dialect, String text, int at, int end) {
    int newline = Newlines.at(dialect, text, at, end);
    return newline > 0 && at + newline == end;
  }

  private static boolean edge(Dialect dialect, String text, int at) {
    boolean before = at > 0 && word(dialect, text, dialect.utf ? Utf8.before(text, at) : at - 1);
    boolean after = at < text.length() && word(dialect, text, at);
    return before != after;
  }

  private static boolean word(Dialect dialect, String text, int at) {
    int code = dialect.utf ? Utf8.code(text, at) : text.charAt(at);
    return dialect.unicode ? Classes.unicodeWord(code) : Classes.word(code);
  }
}
