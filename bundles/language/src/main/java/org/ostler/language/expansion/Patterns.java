// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/** Regular expressions of the language, with failures in its words. */
final class Patterns {
  private Patterns() {}

  static Regex compile(String source) throws Stop {
    try {
      return Regex.compile(source, false);
    } catch (BadPattern e) {
      throw Stop.failed(
          "regular expression error in \""
              + source
              + "\": "
              + e.getMessage()
              + " at offset "
              + e.offset());
    }
  }

  static Regex.@Nullable Found find(Regex regex, String subject, int from) throws Stop {
    try {
      return regex.find(subject, from);
    } catch (Overrun e) {
      throw Stop.failed(String.valueOf(e.getMessage()));
    }
  }

  /** The match right at a place that is not empty. */
  static Regex.@Nullable Found findHere(Regex regex, String subject, int from) throws Stop {
    try {
      return regex.findHere(subject, from);
    } catch (Overrun e) {
      throw Stop.failed(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The captures of a match as {@code $0}, {@code $1} ...; groups that took no part read as empty.
   */
  static @Nullable Text[] captures(Regex.Found found, Text subject) {
    @Nullable Text[] texts = new @Nullable Text[found.groups().length];
    for (int i = 0; i < texts.length; i++) {
      String group = found.groups()[i];
      texts[i] = subject.with(group == null ? "" : group);
    }
    return texts;
  }
}
