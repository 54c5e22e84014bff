// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.List;

/**
 * What is noted of an item, operator or variable while it is read, for who will listen to its
 * evaluation: the strings that it consists of, in the order of the text, and for an if its
 * condition.
 */
final class Recording {
  private final List<TracedString> strings = new ArrayList<>();
  private String condition = "";
  private int conditionEnd;

  /** Notes the condition that ends here. */
  static void condition(Parser parser, int start) {
    Recording recording = parser.recording();
    if (recording != null) {
      recording.condition = parser.since(start);
      recording.conditionEnd = recording.strings.size();
    }
  }

  void add(TracedString string) {
    strings.add(string);
  }

  int strings() {
    return strings.size();
  }

  TracedString string(int number) {
    return strings.get(number);
  }

  /** The number of a string among those of this construct itself; -1 when it is none of them. */
  int number(TracedString string) {
    for (int i = 0; i < strings.size(); i++) {
      if (strings.get(i) == string) {
        return i;
      }
    }
    return -1;
  }

  /** The text of the condition; empty when the construct is no if. */
  String condition() {
    return condition;
  }

  /** How many of the strings belong to the condition. */
  int conditionEnd() {
    return conditionEnd;
  }
}
