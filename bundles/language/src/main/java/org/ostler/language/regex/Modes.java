// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

/** The settings that a pattern may change on its way, as bits. */
final class Modes {
  static final int CASELESS = 1;
  static final int MULTILINE = 2;
  static final int DOT_ALL = 4;
  static final int EXTENDED = 8;
  static final int EXTENDED_MORE = 16;
  static final int NO_CAPTURE = 32;
  static final int SAME_NAMES = 64;
  static final int UNGREEDY = 128;

  private static final int CLEARED =
      CASELESS | MULTILINE | NO_CAPTURE | DOT_ALL | EXTENDED | EXTENDED_MORE;

  private Modes() {}

  /** Reads letters like {@code i-s} up to what ends them; the modes that then hold. */
  static int read(Cursor in, int modes) throws BadPattern {
    int before = modes;
    boolean hyphenAllowed = true;
    if (in.peek() == '^') {
      before &= ~CLEARED;
      hyphenAllowed = false;
      in.at++;
    }
    int set = 0;
    int unset = 0;
    boolean unsetting = false;
    while (!in.ended() && in.peek() != ')' && in.peek() != ':') {
      char c = in.peek();
      if (c == '-') {
        if (!hyphenAllowed) {
          throw in.bad(Complaint.HYPHEN);
        }
        hyphenAllowed = false;
        unsetting = true;
        in.at++;
        continue;
      }
      int bits = letter(in, c);
      in.at++;
      if (unsetting) {
        unset |= bits;
      } else {
        set |= bits;
      }
    }
    if ((set & (EXTENDED | EXTENDED_MORE)) == EXTENDED || (unset & EXTENDED) != 0) {
      unset |= EXTENDED_MORE;
    }
    return (before | set) & ~unset;
  }

  private static int letter(Cursor in, char c) throws BadPattern {
    return switch (c) {
      case 'J' -> SAME_NAMES;
      case 'i' -> CASELESS;
      case 'm' -> MULTILINE;
      case 'n' -> NO_CAPTURE;
      case 's' -> DOT_ALL;
      case 'U' -> UNGREEDY;
      case 'x' -> {
        if (in.peek(1) == 'x') {
          in.at++;
          yield EXTENDED | EXTENDED_MORE;
        }
        yield EXTENDED;
      }
      default -> throw in.bad(Complaint.OPTION);
    };
  }
}
