// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import org.ostler.language.text.Ascii;

/** What a pattern sets for all of itself by words like {@code (*UTF)} at its start. */
final class Dialect {
  private static final String[] WORDS = {
    "BSR_ANYCRLF)",
    "BSR_UNICODE)",
    "CRLF)",
    "ANYCRLF)",
    "ANY)",
    "NUL)",
    "CR)",
    "LF)",
    "LIMIT_HEAP=",
    "LIMIT_MATCH=",
    "LIMIT_DEPTH=",
    "LIMIT_RECURSION=",
    "UTF)",
    "UCP)",
    "NOTEMPTY)",
    "NOTEMPTY_ATSTART)",
    "NO_AUTO_POSSESS)",
    "NO_DOTSTAR_ANCHOR)",
    "NO_JIT)",
    "NO_START_OPT)"
  };

  Newline newline = Newline.LF;
  boolean utf;

  /** Whether classes and case are those of Unicode. */
  boolean unicode;

  /** Whether {@code \R} takes CR, LF and CRLF alone. */
  boolean narrowNewlines;

  boolean notEmpty;
  boolean notEmptyAtStart;
  boolean plainSearch;
  boolean dotStarAnchors = true;

  /** How often a match may try anew. */
  long tries = Long.MAX_VALUE;

  /**
   * Whether the pattern itself asks for a CR or an LF, so that no place between them is skipped.
   */
  boolean namesNewline;

  /** Where the pattern proper begins. */
  int end;

  /** Which newlines {@code .}, {@code ^} and {@code $} know. */
  enum Newline {
    LF,
    CR,
    CRLF,
    ANYCRLF,
    ANY,
    NUL
  }

  /** Reads the words that a pattern starts with. */
  static Dialect read(String pattern) throws BadPattern {
    Dialect dialect = new Dialect();
    while (pattern.startsWith("(*", dialect.end)) {
      String word = word(pattern, dialect.end + 2);
      if (word.isEmpty()) {
        break;
      }
      dialect.end += 2 + word.length();
      if (word.endsWith("=")) {
        dialect.limit(word, pattern);
      } else {
        dialect.set(word.substring(0, word.length() - 1));
      }
    }
    return dialect;
  }

  private static String word(String pattern, int at) {
    for (String word : WORDS) {
      if (pattern.startsWith(word, at)) {
        return word;
      }
    }
    return "";
  }

  private void limit(String word, String pattern) throws BadPattern {
    long value = 0;
    int from = end;
    while (end < pattern.length() && Ascii.isDigit(pattern.charAt(end))) {
      if (value > 0xFFFFFFFFL / 10 - 1) {
        break;
      }
      value = value * 10 + pattern.charAt(end++) - '0';
    }
    if (end == from) {
      throw new BadPattern(Complaint.VERB, end);
    }
    if (end >= pattern.length() || pattern.charAt(end) != ')') {
      throw new BadPattern(Complaint.VERB, end + 1);
    }
    end++;
    if (word.equals("LIMIT_MATCH=")) {
      tries = Math.min(tries, value);
    }
  }

  private void set(String word) {
    switch (word) {
      case "BSR_ANYCRLF" -> narrowNewlines = true;
      case "BSR_UNICODE" -> narrowNewlines = false;
      case "UTF" -> utf = true;
      case "UCP" -> unicode = true;
      case "NOTEMPTY" -> notEmpty = true;
      case "NOTEMPTY_ATSTART" -> notEmptyAtStart = true;
      case "NO_DOTSTAR_ANCHOR" -> dotStarAnchors = false;
      case "NO_START_OPT" -> plainSearch = true;
      case "NO_JIT", "NO_AUTO_POSSESS" -> {
        // They change how fast, not what.
      }
      default -> newline = Newline.valueOf(word);
    }
  }

  /** Whether CRLF is one newline. */
  boolean pairs() {
    return newline == Newline.CRLF || newline == Newline.ANYCRLF || newline == Newline.ANY;
  }

  /** How characters fold. */
  Folding folding(boolean caseless) {
    if (!caseless) {
      return Folding.NONE;
    }
    return utf || unicode ? Folding.UNICODE : Folding.ASCII;
  }
}
