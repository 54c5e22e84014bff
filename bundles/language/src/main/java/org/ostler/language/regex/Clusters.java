// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.text.BreakIterator;
import java.util.Locale;

/** Where the clusters of characters end that readers see as one. */
final class Clusters {
  /** No cluster of a language is longer. */
  private static final int LONGEST = 128;

  private Clusters() {}

  /** Where the cluster that begins at a place ends. */
  static int end(String text, int at, boolean utf) {
    if (!utf) {
      boolean pair =
          text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
      return endOfOctets(text, at, pair);
    }
    StringBuilder characters = new StringBuilder();
    int place = at;
    while (place < text.length() && characters.length() < LONGEST) {
      characters.appendCodePoint(Utf8.code(text, place));
      place += Utf8.length(text.charAt(place));
    }
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(characters.toString());
    int units = clusters.following(0);
    place = at;
    for (int i = 0; i < units; i += Character.charCount(characters.codePointAt(i))) {
      place += Utf8.length(text.charAt(place));
    }
    return place;
  }

  /** Octets are characters below 256, none of which goes on with the one before it. */
  private static int endOfOctets(String text, int at, boolean pair) {
    return pair ? at + 2 : Math.min(at + 1, text.length());
  }
}
