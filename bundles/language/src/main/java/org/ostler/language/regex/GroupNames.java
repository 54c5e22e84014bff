// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.Map;

/**
 * Counts the capturing groups of a pattern before it is translated, for references that point
 * forward.
 */
final class GroupNames {
  private GroupNames() {}

  /** Puts the named groups into {@code names}; returns the number of capturing groups. */
  static int collect(String in, Map<String, Integer> names) {
    int groups = 0;
    boolean inClass = false;
    for (int i = 0; i < in.length(); i++) {
      char c = in.charAt(i);
      if (c == '\\') {
        int quoteEnd = in.startsWith("\\Q", i) ? in.indexOf("\\E", i) : -1;
        i = quoteEnd > 0 ? quoteEnd + 1 : i + 1;
      } else if (inClass) {
        inClass = c != ']';
      } else if (c == '[') {
        inClass = true;
        i += in.startsWith("[^]", i) ? 2 : in.startsWith("[]", i) ? 1 : 0;
      } else if (c == '(' && !in.startsWith("(*", i)) {
        if (!in.startsWith("(?", i)) {
          groups++;
        } else {
          String name = name(in, i + 2);
          if (!name.isEmpty()) {
            names.put(name, ++groups);
          }
        }
      }
    }
    return groups;
  }

  private static String name(String in, int p) {
    int from =
        in.startsWith("P<", p)
            ? p + 2
            : in.startsWith("<", p) || in.startsWith("'", p) ? p + 1 : -1;
    if (from < 0 || from >= in.length() || in.charAt(from) == '=' || in.charAt(from) == '!') {
      return "";
    }
    int end = from;
    while (end < in.length()
        && (Character.isLetterOrDigit(in.charAt(end)) || in.charAt(end) == '_')) {
      end++;
    }
    return in.substring(from, end);
  }
}
