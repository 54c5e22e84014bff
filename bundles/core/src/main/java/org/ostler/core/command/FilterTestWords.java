// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a filter test.
 *
 * @param values by option: {@code -bf} and {@code -bF} with a file, {@code -bfd}, {@code -bfl},
 *     {@code -bfp}, {@code -bfs} and {@code -f}
 * @param verbose {@code -v}
 */
record FilterTestWords(Map<String, String> values, boolean verbose) {
  private static final List<String> FILES = List.of("-bf", "-bF");
  private static final List<String> VALUED = List.of("-bfd", "-bfl", "-bfp", "-bfs", "-f", "-r");

  FilterTestWords {
    values = Map.copyOf(values);
  }

  static FilterTestWords read(List<String> words) throws WrongWords {
    Map<String, String> values = new HashMap<>();
    boolean verbose = false;
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (FILES.contains(word) || VALUED.contains(word)) {
        if (!rest.hasNext()) {
          throw new WrongWords(
              (FILES.contains(word) ? "file name" : "string") + " expected after " + word);
        }
        values.put(word.equals("-r") ? "-f" : word, rest.next());
      } else if (word.equals("-v")) {
        verbose = true;
      } else if (word.matches("-[fr].+")) {
        values.put("-f", word.substring(2));
      } else if (!word.matches("-[inmGUx]|-o[im]|-oitrue|-dropcr")) {
        throw new WrongWords("incompatible command-line options or arguments");
      }
    }
    return new FilterTestWords(values, verbose);
  }

  @Nullable String value(String word) {
    return values.get(word);
  }

  String value(String word, String otherwise) {
    return values.getOrDefault(word, otherwise);
  }

  /** {@code -f} without the brackets that may be round it; null when it is not given. */
  @Nullable String sender() {
    String sender = values.get("-f");
    return sender != null && sender.startsWith("<") && sender.endsWith(">")
        ? sender.substring(1, sender.length() - 1)
        : sender;
  }
}
