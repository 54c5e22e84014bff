// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.api.option.InvalidArgument;
import org.ostler.language.text.Ascii;

/** Takes the words off a line of a list. */
final class WordReader {
  private final String text;
  private int at;

  WordReader(String text) {
    this.text = text;
    at = Ascii.skipSpace(text, 0);
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  boolean takeExclamation() {
    if (isAtEnd() || text.charAt(at) != '!') {
      return false;
    }
    at = Ascii.skipSpace(text, at + 1);
    return true;
  }

  /** A name, which begins with a letter; empty when there is none. */
  String takeName() {
    int start = at;
    if (!isAtEnd() && Ascii.isAlpha(text.charAt(at))) {
      while (!isAtEnd() && Ascii.isWord(text.charAt(at))) {
        at++;
      }
    }
    String name = text.substring(start, at);
    at = Ascii.skipSpace(text, at);
    return name;
  }

  String rest() {
    return text.substring(at);
  }

  /** What follows the equals sign, as written. */
  String takeArgument(String name, boolean modifier) throws InvalidArgument {
    if (isAtEnd() || text.charAt(at) != '=') {
      throw new InvalidArgument(
          "\"=\" missing after ACL \"" + name + "\" " + (modifier ? "modifier" : "condition"));
    }
    at = Ascii.skipSpace(text, at + 1);
    return text.substring(at);
  }
}
