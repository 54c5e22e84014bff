// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import org.ostler.language.text.Ascii;

/**
 * The name at the front of a line.
 *
 * @param name letters, digits and underscores, a letter first; empty when there is none
 * @param rest what follows, without leading white space
 */
record FirstWord(String name, String rest) {
  static FirstWord of(String line) {
    int start = Ascii.skipSpace(line, 0);
    int end = start;
    if (end < line.length() && Ascii.isAlpha(line.charAt(end))) {
      while (end < line.length() && Ascii.isWord(line.charAt(end))) {
        end++;
      }
    }
    return new FirstWord(line.substring(start, end), line.substring(Ascii.skipSpace(line, end)));
  }
}
