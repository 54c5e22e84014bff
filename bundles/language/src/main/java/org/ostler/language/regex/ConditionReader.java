// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import org.ostler.language.text.Ascii;

/** Reads what a conditional group asks. */
final class ConditionReader {
  /** The release whose dialect this is. */
  private static final int MAJOR = 10;

  private static final int MINOR = 42;

  private final Reading reading;
  private final Cursor in;

  ConditionReader(Reading reading) {
    this.reading = reading;
    this.in = reading.in;
  }

  /** Reads from the parenthesis of the condition on. */
  void read() throws BadPattern {
    in.at++;
    if (in.ended()) {
      throw in.bad(Complaint.OPEN);
    }
    Frame frame = reading.open(Node.Kind.PLAIN, 0, in.at);
    frame.conditional = true;
    if (in.peek() == '?' || in.peek() == '*') {
      in.at--;
      reading.awaited = 2;
      return;
    }
    int number = in.group(reading.groups);
    if (number == 0) {
      throw in.bad(Complaint.REFERENCE);
    }
    if (number > 0) {
      frame.condition = new Node.Condition.Captured(number, null, in.at - 2);
    } else if (in.left() >= 10 && in.at("VERSION") && in.peek(7) != ')') {
      frame.condition = version();
    } else {
      frame.condition = named();
    }
    if (in.peek() != ')') {
      throw in.bad(Complaint.CONDITION);
    }
    in.at++;
  }

  private Node.Condition version() throws BadPattern {
    in.at += 7;
    boolean orLater = in.peek() == '>';
    in.at += orLater ? 1 : 0;
    if (in.peek() != '=') {
      throw in.bad(Complaint.VERSION);
    }
    in.at++;
    if (!Ascii.isDigit(in.peek())) {
      throw in.bad(Complaint.VERSION);
    }
    int major = in.number(-1, 1000, Complaint.VERSION);
    int minor = 0;
    if (in.ended()) {
      throw in.bad(Complaint.VERSION);
    }
    if (in.peek() == '.') {
      in.at++;
      minor = minor();
    }
    boolean same = major == MAJOR && minor == MINOR;
    boolean later = MAJOR > major || major == MAJOR && MINOR >= minor;
    return new Node.Condition.Known(orLater ? later : same, false, in.at);
  }

  /** Two digits of a fraction; one counts as tens. */
  private int minor() throws BadPattern {
    if (!Ascii.isDigit(in.peek())) {
      throw in.bad(Complaint.VERSION);
    }
    int minor = (in.peek() - '0') * 10;
    in.at++;
    if (Ascii.isDigit(in.peek())) {
      minor += in.peek() - '0';
      in.at++;
    }
    if (in.peek() != ')') {
      throw in.bad(Complaint.VERSION);
    }
    return minor;
  }

  private Node.Condition named() throws BadPattern {
    if (in.at("R&")) {
      in.at++;
      String name = in.name(')');
      in.at--;
      return new Node.Condition.Called(0, name, in.nameStart);
    }
    if (in.peek() == '<' || in.peek() == '\'') {
      String name = in.name(in.peek() == '<' ? '>' : '\'');
      return new Node.Condition.Captured(0, name, in.nameStart);
    }
    in.at--;
    String name = in.name(')');
    in.at--;
    if (name.equals("DEFINE")) {
      return new Node.Condition.Known(false, true, in.nameStart);
    }
    return isCall(name)
        ? new Node.Condition.Called(-1, name, in.nameStart)
        : new Node.Condition.Captured(0, name, in.nameStart);
  }

  /** Whether it is R, perhaps with a number; a group of that name comes first. */
  private static boolean isCall(String name) {
    for (int i = 1; i < name.length(); i++) {
      if (!Ascii.isDigit(name.charAt(i))) {
        return false;
      }
    }
    return name.charAt(0) == 'R';
  }
}
