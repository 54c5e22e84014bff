// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import org.ostler.language.text.Ascii;

/** Reads what an opening parenthesis opens, which may be closed at once. */
final class GroupReader {
  private static final String OPENING = "`'\"^%#${";
  private static final String CLOSING = "`'\"^%#$}";

  private final Reading reading;
  private final Cursor in;

  /** Whether the assertion of a conditional group is awaited here. */
  private final int awaited;

  GroupReader(Reading reading, int awaited) {
    this.reading = reading;
    this.in = reading.in;
    this.awaited = awaited;
  }

  boolean awaits() {
    return awaited > 0;
  }

  /** Refuses what cannot be the assertion of a conditional group. */
  static void checkAssertion(Cursor in, int c, int awaited) throws BadPattern {
    boolean sound = c == '(' && in.left() >= 3;
    if (sound && in.peek() == '*') {
      sound = Ascii.isLower(in.peek(1));
    } else if (sound && in.peek() == '?') {
      char kind = in.peek(1);
      sound =
          kind == 'C' && awaited == 2
              || kind == '='
              || kind == '!'
              || kind == '*'
              || kind == '<' && "=!*".indexOf(in.peek(2)) >= 0;
    } else {
      sound = false;
    }
    if (!sound) {
      in.at -= c < 128 ? 1 : in.at - Utf8.before(in.in, in.at);
      throw in.bad(Complaint.ASSERTION);
    }
  }

  /** Reads on behind the parenthesis. */
  void open() throws BadPattern {
    if (in.ended()) {
      throw in.bad(Complaint.OPEN);
    }
    if (in.peek() == '*') {
      new VerbReader(reading, this).read();
      return;
    }
    if (in.peek() != '?') {
      if (reading.has(Modes.NO_CAPTURE)) {
        reading.open(Node.Kind.PLAIN, 0, in.at);
      } else {
        reading.open(Node.Kind.CAPTURE, reading.newGroup(), in.at);
      }
      return;
    }
    in.at++;
    if (in.ended()) {
      throw in.bad(Complaint.OPEN);
    }
    special();
  }

  private void special() throws BadPattern {
    switch (in.peek()) {
      case 'P' -> python();
      case 'R' -> {
        in.at++;
        if (in.peek() != ')') {
          throw in.bad(Complaint.RECURSION);
        }
        call(0);
      }
      case '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbered();
      case '&' -> callByName();
      case 'C' -> callout();
      case '(' -> new ConditionReader(reading).read();
      case '>' -> simple(Node.Kind.ATOMIC);
      case '=' -> look(Node.Kind.AHEAD, 1);
      case '*' -> look(Node.Kind.AHEAD_OPEN, 1);
      case '!' -> look(Node.Kind.NOT_AHEAD, 1);
      case '<' -> {
        switch (in.peek(1)) {
          case '=' -> look(Node.Kind.BEHIND, 2);
          case '!' -> look(Node.Kind.NOT_BEHIND, 2);
          case '*' -> look(Node.Kind.BEHIND_OPEN, 2);
          default -> named('>');
        }
      }
      case '\'' -> named('\'');
      default -> {
        if (in.peek() == '-' && Ascii.isDigit(in.peek(1))) {
          numbered();
        } else {
          options();
        }
      }
    }
  }

  /** A group of a kind whose sign is one octet. */
  void simple(Node.Kind kind) {
    reading.open(kind, 0, in.at);
    in.at++;
  }

  /** A group that looks, whose sign is some octets long. */
  void look(Node.Kind kind, int sign) {
    Frame frame = reading.open(kind, 0, Math.max(0, in.at - 2));
    in.at += sign;
    frame.asked = awaited > 0;
  }

  private void options() throws BadPattern {
    if (in.peek() == '|') {
      Frame frame = reading.open(Node.Kind.PLAIN, 0, in.at);
      frame.resets = true;
      reading.sharesNumbers = true;
      frame.groupsBefore = reading.groups;
      frame.mostGroups = reading.groups;
      in.at++;
      return;
    }
    int modes = Modes.read(in, reading.modes);
    if (in.ended()) {
      throw in.bad(Complaint.OPEN);
    }
    if (in.peek() == ':') {
      reading.open(Node.Kind.PLAIN, 0, in.at);
    }
    in.at++;
    reading.modes = modes;
  }

  private void python() throws BadPattern {
    in.at++;
    if (in.ended()) {
      throw in.bad(Complaint.OPEN);
    }
    switch (in.peek()) {
      case '<' -> named('>');
      case '>' -> callByName();
      case '=' -> {
        String name = in.name(')');
        reading.addItem(new Node.Back(0, name, reading.has(Modes.CASELESS), in.nameStart));
      }
      default -> throw in.bad(Complaint.PYTHON);
    }
  }

  private void numbered() throws BadPattern {
    if (in.peek() == '+' && !Ascii.isDigit(in.peek(1))) {
      throw in.bad(Complaint.DIGIT);
    }
    int number = in.group(Ascii.isDigit(in.peek()) ? -1 : reading.groups);
    if (in.peek() != ')') {
      throw in.bad(Complaint.OPEN);
    }
    call(number);
  }

  private void call(int number) {
    reading.addItem(new Node.Call(number, null, in.at++));
  }

  private void callByName() throws BadPattern {
    String name = in.name(')');
    reading.addItem(new Node.Call(0, name, in.nameStart));
  }

  private void named(char terminator) throws BadPattern {
    int offset = in.at;
    String name = in.name(terminator);
    int number = reading.newGroup();
    reading.open(Node.Kind.CAPTURE, number, offset);
    for (Reading.Name other : reading.names) {
      if (other.text().equals(name)) {
        if (other.number() == number) {
          return;
        }
        if (!reading.has(Modes.SAME_NAMES)) {
          throw in.bad(Complaint.NAME_TWICE);
        }
      } else if (other.number() == number) {
        throw in.bad(Complaint.NAMES);
      }
    }
    reading.names.add(new Reading.Name(name, number));
  }

  /** A callout does nothing, as in Exim, which asks for none; its form must be right. */
  private void callout() throws BadPattern {
    in.at++;
    if (in.ended()) {
      throw in.bad(Complaint.OPEN);
    }
    reading.awaited = awaited - 1;
    if (in.peek() == ')' || Ascii.isDigit(in.peek())) {
      int number = 0;
      while (Ascii.isDigit(in.peek())) {
        number = number * 10 + in.peek() - '0';
        in.at++;
        if (number > 255) {
          throw in.bad(Complaint.CALLOUT_NUMBER);
        }
      }
    } else {
      calloutText();
    }
    if (in.peek() != ')') {
      throw in.bad(Complaint.CALLOUT_OPEN);
    }
    in.at++;
  }

  private void calloutText() throws BadPattern {
    int kind = OPENING.indexOf(in.peek());
    if (kind < 0) {
      throw in.bad(Complaint.CALLOUT);
    }
    int start = in.at;
    char closes = CLOSING.charAt(kind);
    while (true) {
      in.at++;
      if (in.ended()) {
        in.at = start;
        throw in.bad(Complaint.CALLOUT_DELIMITER);
      }
      if (in.peek() == closes) {
        in.at++;
        if (in.peek() != closes) {
          return;
        }
      }
    }
  }
}
