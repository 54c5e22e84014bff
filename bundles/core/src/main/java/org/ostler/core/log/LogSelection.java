// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ostler.api.option.InvalidArgument;

/** Reads {@code log_selector}. */
public final class LogSelection {
  private static final Map<String, LogSelector> WORDS = words();

  private LogSelection() {}

  /** The selectors that are on when the option is not set. */
  public static Set<LogSelector> standard() {
    EnumSet<LogSelector> selection = EnumSet.noneOf(LogSelector.class);
    for (LogSelector selector : LogSelector.values()) {
      if (selector.isStandard()) {
        selection.add(selector);
      }
    }
    return selection;
  }

  /** The selectors in force: the words are applied to the standard set from left to right. */
  public static Set<LogSelector> parse(String text) throws InvalidArgument {
    if (text.startsWith("=")) {
      return numeric(text.substring(1));
    }
    EnumSet<LogSelector> selection = EnumSet.copyOf(standard());
    int at = 0;
    while ((at = afterBlanks(text, at)) < text.length()) {
      char sign = text.charAt(at);
      if (sign != '+' && sign != '-') {
        throw new InvalidArgument(
            "malformed log_selector setting: + or - expected but found \""
                + text.substring(at)
                + "\"");
      }
      int from = at + 1;
      at = from;
      while (at < text.length() && isWordCharacter(text.charAt(at))) {
        at++;
      }
      apply(sign, text.substring(from, at), selection);
    }
    return selection;
  }

  /** {@code =number} set bits of Exim's own table, which change from release to release. */
  private static Set<LogSelector> numeric(String digits) throws InvalidArgument {
    if (!digits.strip().matches("(0[xX][0-9a-fA-F]+|[0-9]+)")) {
      throw new InvalidArgument("malformed numeric log_selector setting: =" + digits);
    }
    throw new InvalidArgument(
        "log_selector: bits given by a number are not supported; write the words, as in +pid"
            + " -dkim");
  }

  private static void apply(char sign, String word, Set<LogSelector> selection)
      throws InvalidArgument {
    if (word.equals("all")) {
      if (sign == '+') {
        selection.addAll(EnumSet.allOf(LogSelector.class));
      } else {
        selection.clear();
      }
      return;
    }
    LogSelector selector = WORDS.get(word);
    if (selector == null) {
      throw new InvalidArgument("unknown log_selector setting: " + sign + word);
    }
    if (sign == '+') {
      selection.add(selector);
    } else {
      selection.remove(selector);
    }
  }

  private static Map<String, LogSelector> words() {
    Map<String, LogSelector> words = new HashMap<>();
    for (LogSelector selector : LogSelector.values()) {
      words.put(selector.word(), selector);
    }
    words.put("rejected_headers", LogSelector.REJECTED_HEADER); // the older spelling
    return Map.copyOf(words);
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
