// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command without {@code -G NAME}, which may follow the first one and say which
 * queue it is about.
 *
 * @param name the queue, empty for the usual one
 * @param words the others
 */
record NamedQueue(String name, List<String> words) {
  private static final String WORD = "-G";

  static NamedQueue of(List<String> words) throws WrongWords {
    if (words.size() < 2 || !words.get(1).equals(WORD)) {
      return new NamedQueue("", words);
    }
    if (words.size() < 3) {
      throw new WrongWords("a queue name expected after " + WORD);
    }
    List<String> rest = new ArrayList<>(words);
    rest.subList(1, 3).clear();
    return new NamedQueue(checked(words.get(2)), rest);
  }

  /** A name of a queue; the empty one is the usual queue's. */
  static String checked(String name) throws WrongWords {
    if (name.indexOf('/') >= 0) {
      throw new WrongWords("Directory separator not permitted in queue name: '" + name + "'");
    }
    return name;
  }
}
