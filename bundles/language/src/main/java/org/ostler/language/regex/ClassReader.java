// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.function.IntPredicate;

/** Reads a class in brackets whose opening bracket was read. */
final class ClassReader {
  /** What the last member allows a hyphen to be. */
  private enum Range {
    NO,
    STARTED,
    POSSIBLE
  }

  private final Cursor in;
  private final int modes;
  private final CharSet.Builder set;
  private boolean quoted;
  private Range range = Range.NO;
  private int low;
  private int c;

  ClassReader(Cursor in, int modes) {
    this.in = in;
    this.modes = modes;
    this.set = new CharSet.Builder(in.dialect.folding((modes & Modes.CASELESS) != 0));
  }

  CharSet read() throws BadPattern {
    refuseOutside();
    boolean negated = start();
    do {
      member();
      if (in.ended()) {
        throw in.bad(Complaint.CLASS_OPEN);
      }
      c = in.next();
    } while (c != ']' || quoted);
    if (range == Range.STARTED) {
      set.range('-', '-');
    }
    return set.build(negated);
  }

  private void refuseOutside() throws BadPattern {
    if (posixEnd() >= 0) {
      String complaint = in.peek() == ':' ? Complaint.POSIX_OUTSIDE : Complaint.COLLATING;
      throw in.badBefore(complaint);
    }
  }

  /** Reads up to the first member; whether the class is negated. */
  private boolean start() throws BadPattern {
    boolean negated = false;
    c = '[';
    while (!in.ended()) {
      c = in.next();
      if (c == '\\') {
        if (in.peek() == 'E') {
          in.at++;
        } else if (in.at("Q\\E")) {
          in.at += 3;
        } else {
          break;
        }
      } else if (!negated && c == '^') {
        negated = true;
      } else if (!skipped()) {
        break;
      }
    }
    return negated;
  }

  private boolean skipped() {
    return (modes & Modes.EXTENDED_MORE) != 0 && (c == ' ' || c == '\t');
  }

  private void member() throws BadPattern {
    if (quoted) {
      if (c == '\\' && in.peek() == 'E') {
        quoted = false;
        in.at++;
      } else {
        literal();
      }
      return;
    }
    if (skipped()) {
      return;
    }
    if (c == '[' && in.left() >= 3 && posixEnd() >= 0) {
      posix();
    } else if (c == '-' && range == Range.POSSIBLE) {
      range = Range.STARTED;
    } else if (c == '\\') {
      escape();
    } else {
      literal();
    }
  }

  private void literal() throws BadPattern {
    if (range == Range.STARTED) {
      if (low > c) {
        throw in.dialect.utf ? wide(Complaint.RANGE_ORDER) : in.badBefore(Complaint.RANGE_ORDER);
      }
      set.range(low, c);
      range = Range.NO;
    } else {
      low = c;
      set.range(c, c);
      range = Range.POSSIBLE;
    }
  }

  private BadPattern wide(String complaint) {
    return in.badBefore(complaint);
  }

  /** Where the end of {@code [:name:]} or its kin begins, or -1; the bracket was read. */
  private int posixEnd() {
    char terminator = in.peek();
    if (terminator != ':' && terminator != '.' && terminator != '=') {
      return -1;
    }
    String text = in.in;
    for (int i = in.at + 1; i + 1 < text.length(); i++) {
      char one = text.charAt(i);
      char two = text.charAt(i + 1);
      if (one == '\\' && (two == ']' || two == '\\')) {
        i++;
      } else if (one == '[' && two == terminator || one == ']') {
        return -1;
      } else if (one == terminator && two == ']') {
        return i;
      }
    }
    return -1;
  }

  private void posix() throws BadPattern {
    int end = posixEnd();
    if (range == Range.STARTED) {
      throw in.bad(Complaint.RANGE);
    }
    if (in.peek() != ':') {
      throw in.badBefore(Complaint.COLLATING);
    }
    in.at++;
    boolean negated = in.peek() == '^';
    in.at += negated ? 1 : 0;
    IntPredicate found =
        Classes.posix(
            in.in.substring(in.at, end), in.dialect.unicode, (modes & Modes.CASELESS) != 0);
    if (found == null) {
      throw in.bad(Complaint.POSIX_NAME);
    }
    in.at = end + 2;
    refuseRange();
    range = Range.NO;
    set.rule(found, negated);
  }

  /** A hyphen behind a class is a member only when it is the last. */
  private void refuseRange() throws BadPattern {
    if (in.left() > 1 && in.peek() == '-' && in.peek(1) != ']') {
      throw in.bad(Complaint.RANGE);
    }
  }

  private void escape() throws BadPattern {
    Escape escape = Escape.read(in, true, 0);
    switch (escape.letter()) {
      case Escape.DATA -> {
        c = escape.value();
        literal();
      }
      case 'b' -> {
        c = '\b';
        literal();
      }
      case 'Q' -> quoted = true;
      case 'E' -> {
        // Ends nothing.
      }
      case 'B', 'R', 'X' -> throw in.badBefore(Complaint.CLASS_ESCAPE);
      default -> rule(escape.letter());
    }
  }

  private void rule(char letter) throws BadPattern {
    if (range == Range.STARTED) {
      throw in.bad(Complaint.RANGE);
    }
    range = Range.NO;
    char lower = (char) (letter | 0x20);
    boolean negated = lower != letter;
    switch (letter) {
      case 'N' -> throw in.bad(Complaint.N_IN_CLASS);
      case 'H', 'h', 'V', 'v', 'D', 'd', 'S', 's', 'W', 'w' ->
          set.rule(Classes.escaped(lower, in.dialect.unicode), negated);
      case 'P', 'p' -> set.rule(PropertyReader.read(in, negated), false);
      default -> throw in.badBefore(Complaint.CLASS_ESCAPE);
    }
    refuseRange();
  }
}
