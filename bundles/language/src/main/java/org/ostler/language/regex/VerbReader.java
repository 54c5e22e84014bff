// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/** Reads what begins with a parenthesis and a star: verbs, and groups that are named in words. */
final class VerbReader {
  private static final int LONGEST_NAME = 255;

  private final Reading reading;
  private final GroupReader groups;
  private final Cursor in;

  VerbReader(Reading reading, GroupReader groups) {
    this.reading = reading;
    this.groups = groups;
    this.in = reading.in;
  }

  /** Reads from the star on. */
  void read() throws BadPattern {
    if (in.left() <= 1 || in.peek(1) == ')') {
      return; // the star is then a quantifier of nothing
    }
    in.at++;
    if (Ascii.isLower(in.peek())) {
      worded();
    } else {
      verb();
    }
  }

  private void worded() throws BadPattern {
    int start = in.at;
    in.word();
    String word = in.in.substring(start, in.at);
    if (in.peek() != ':') {
      throw in.bad(Complaint.ALPHA);
    }
    switch (word) {
      case "pla", "positive_lookahead" -> groups.look(Node.Kind.AHEAD, 1);
      case "nla", "negative_lookahead" -> groups.look(Node.Kind.NOT_AHEAD, 1);
      case "plb", "positive_lookbehind" -> groups.look(Node.Kind.BEHIND, 1);
      case "nlb", "negative_lookbehind" -> groups.look(Node.Kind.NOT_BEHIND, 1);
      case "napla", "non_atomic_positive_lookahead" -> {
        refuseAwaited(Complaint.ATOMIC_ASSERTION);
        groups.look(Node.Kind.AHEAD_OPEN, 1);
      }
      case "naplb", "non_atomic_positive_lookbehind" -> {
        refuseAwaited(Complaint.ATOMIC_ASSERTION);
        groups.look(Node.Kind.BEHIND_OPEN, 1);
      }
      case "atomic", "asr", "atomic_script_run" -> {
        refuseAwaited(Complaint.ASSERTION);
        groups.simple(Node.Kind.ATOMIC);
      }
      case "sr", "script_run" -> {
        refuseAwaited(Complaint.ASSERTION);
        groups.simple(Node.Kind.PLAIN);
      }
      default -> throw in.bad(Complaint.ALPHA);
    }
  }

  private void refuseAwaited(String complaint) throws BadPattern {
    if (groups.awaits()) {
      throw in.bad(complaint);
    }
  }

  private void verb() throws BadPattern {
    int start = in.at;
    in.word();
    String word = in.in.substring(start, in.at);
    if (in.peek() != ':' && in.peek() != ')') {
      throw in.bad(Complaint.VERB);
    }
    int op =
        switch (word) {
          case "", "MARK" -> Op.MARK;
          case "ACCEPT" -> Op.ACCEPT;
          case "F", "FAIL" -> Op.FAIL;
          case "COMMIT" -> Op.COMMIT;
          case "PRUNE" -> Op.PRUNE;
          case "SKIP" -> Op.SKIP;
          case "THEN" -> Op.THEN;
          default -> throw in.bad(Complaint.VERB);
        };
    if (in.peek() == ':' && in.peek(1) == ')') {
      in.at++;
    }
    if (op == Op.MARK && in.peek() != ':') {
      throw in.bad(Complaint.MARK);
    }
    add(op, argument());
    reading.repeatable = op == Op.ACCEPT;
  }

  /** The name behind a colon, and the closing parenthesis. */
  private @Nullable String argument() throws BadPattern {
    boolean named = in.peek() == ':';
    in.at++;
    if (!named) {
      return null;
    }
    int end = in.in.indexOf(')', in.at);
    if (end < 0) {
      in.at = in.in.length();
      throw in.bad(Complaint.VERB);
    }
    String name = in.in.substring(in.at, end);
    in.at = end;
    if (name.length() > LONGEST_NAME) {
      throw in.bad(Complaint.MARK_LONG);
    }
    in.at++;
    return name;
  }

  /** Names of these verbs are for the caller alone, but those of the first two mark places too. */
  private void add(int op, @Nullable String name) {
    Node verb = new Node.Verb(op == Op.SKIP && name != null ? Op.SKIP_TO : op, name);
    if (name != null && (op == Op.ACCEPT || op == Op.FAIL)) {
      Node mark = new Node.Verb(Op.MARK, name);
      Node both = new Node.Sequence(List.of(mark, verb));
      reading.add(new Node.Group(Node.Kind.PLAIN, 0, List.of(both), 0));
    } else {
      reading.add(verb);
    }
  }
}
