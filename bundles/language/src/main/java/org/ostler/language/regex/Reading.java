// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** How far the reading of a pattern has come: the groups that are open, and what holds here. */
final class Reading {
  private static final int DEEPEST = 250;
  private static final int MOST_GROUPS = 65535;

  final Cursor in;
  final List<Name> names = new ArrayList<>();
  private final Deque<Frame> open = new ArrayDeque<>();
  int modes;
  int groups;

  /** Whether a group was met whose alternatives count anew. */
  boolean sharesNumbers;

  /** Whether a quantifier may follow. */
  boolean repeatable;

  /** Whether the last thing was a quantifier, whose greed a sign may change. */
  boolean quantified;

  /** Where references to the groups 1 to 9 stand first. */
  private final int[] firstReferences = new int[10];

  /** Positive while the assertion of a conditional group is awaited. */
  int awaited;

  /** A group that has a name. */
  record Name(String text, int number) {}

  Reading(Cursor in, int modes) {
    this.in = in;
    this.modes = modes;
    open.push(new Frame(Node.Kind.PLAIN, 0, modes, 0));
  }

  Frame top() {
    return open.element();
  }

  /** How many groups are open. */
  int depth() {
    return open.size() - 1;
  }

  boolean has(int mode) {
    return (modes & mode) != 0;
  }

  void add(Node node) {
    top().add(node);
  }

  /** Adds what may be repeated. */
  void addItem(Node node) {
    add(node);
    repeatable = true;
  }

  Frame open(Node.Kind kind, int number, int offset) {
    Frame frame = new Frame(kind, number, modes, offset);
    open.push(frame);
    return frame;
  }

  /** Where complaints of a reference that ends here point to. */
  int reference(int number) {
    int here = in.at - 1;
    if (number >= firstReferences.length) {
      return here;
    }
    if (firstReferences[number] == 0) {
      firstReferences[number] = here;
    }
    return firstReferences[number];
  }

  void checkDepth() throws BadPattern {
    if (depth() > DEEPEST) {
      throw in.bad(Complaint.DEEP);
    }
  }

  /** The number of a group that captures and begins here. */
  int newGroup() throws BadPattern {
    if (groups >= MOST_GROUPS) {
      throw in.bad(Complaint.GROUPS);
    }
    return ++groups;
  }

  void alternative() {
    Frame top = top();
    if (top.resets) {
      top.mostGroups = Math.max(top.mostGroups, groups);
      groups = top.groupsBefore;
    }
    top.alternative();
  }

  void close() throws BadPattern {
    if (depth() == 0) {
      throw in.badBefore(Complaint.CLOSED);
    }
    Frame closed = open.pop();
    modes = closed.modesBefore;
    if (closed.resets) {
      groups = Math.max(groups, closed.mostGroups);
    }
    repeatable = !closed.asked;
    if (closed.asked) {
      top().condition = new Node.Condition.Holds(closed.group());
    } else {
      add(closed.close());
    }
  }
}
