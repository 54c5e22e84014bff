// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.List;
import org.ostler.core.queue.Restraint;

/**
 * The words of a command without {@code -G NAME}, {@code -N} and {@code -oB N}, which may follow
 * the first one and say which queue it is about and what its deliveries may not do.
 *
 * @param name the queue, empty for the usual one
 * @param restraint {@code -N}, {@code -oB}
 * @param words the others
 */
record NamedQueue(String name, Restraint restraint, List<String> words) {
  private static final String WORD = "-G";

  static NamedQueue of(List<String> words) throws WrongWords {
    List<String> rest = new ArrayList<>(words);
    String name = "";
    boolean suppressed = false;
    int messages = -1;
    while (rest.size() > 1 && rest.get(1).matches(WORD + "|-N|-oB")) {
      String word = rest.remove(1);
      if (word.equals("-N")) {
        suppressed = true;
      } else if (rest.size() < 2) {
        throw new WrongWords(
            (word.equals(WORD) ? "a queue name" : "a number") + " expected after " + word);
      } else if (word.equals(WORD)) {
        name = checked(rest.remove(1));
      } else {
        messages = number(rest.remove(1));
      }
    }
    return new NamedQueue(name, new Restraint(suppressed, messages), rest);
  }

  /** The value of {@code -oB}. */
  static int number(String text) throws WrongWords {
    if (!text.matches("[0-9]{1,9}")) {
      throw new WrongWords("a number expected after -oB, not " + text);
    }
    return Integer.parseInt(text);
  }

  /** A name of a queue; the empty one is the usual queue's. */
  static String checked(String name) throws WrongWords {
    if (name.indexOf('/') >= 0) {
      throw new WrongWords("Directory separator not permitted in queue name: '" + name + "'");
    }
    return name;
  }
}
