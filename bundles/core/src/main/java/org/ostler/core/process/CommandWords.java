// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.process;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.option.InvalidArgument;

/**
 * Splits a command into words as Exim does: double quotes take backslashes, single quotes take
 * nothing. No shell.
 */
public final class CommandWords {
  private CommandWords() {}

  /** The words of a command. */
  public static List<String> split(String command) throws InvalidArgument {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < command.length()) {
      char c = command.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '\'' || c == '"') {
        at = quoted(command, at, words);
      } else {
        int end = bareEnd(command, at);
        words.add(command.substring(at, end));
        at = end;
      }
    }
    return words;
  }

  private static int quoted(String command, int start, List<String> words) throws InvalidArgument {
    char quote = command.charAt(start);
    StringBuilder word = new StringBuilder();
    for (int i = start + 1; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == quote) {
        words.add(word.toString());
        return i + 1;
      }
      if (c == '\\' && quote == '"' && i + 1 < command.length()) {
        c = command.charAt(++i);
      }
      word.append(c);
    }
    throw new InvalidArgument("missing closing quote in the command \"" + command + "\"");
  }

  /** The end of a word, braces of expansion items held together. */
  private static int bareEnd(String command, int start) {
    int depth = 0;
    for (int i = start; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\\' && depth > 0) {
        i++;
      } else if (c == '{' && (depth > 0 || (i > start && command.charAt(i - 1) == '$'))) {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      } else if (depth == 0 && Character.isWhitespace(c)) {
        return i;
      }
    }
    return command.length();
  }
}
