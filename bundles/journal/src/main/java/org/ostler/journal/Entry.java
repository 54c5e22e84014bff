// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import org.ostler.api.mail.QueueId;

/**
 * Where the parts of a message are, kept in memory for every message, so it holds numbers and no
 * octets.
 *
 * @param sequence grows with every message begun; names its body file
 * @param at the ADD record
 * @param covered the octets of that record's head and notes
 * @param bodySize the size of the body, in the record or aside
 * @param aside whether the body has a file of its own
 * @param headAt the record with the present head: the ADD or a REPLACE
 * @param headCovered the octets of that record
 * @param notes pairs of location and size of the NOTE records since the head
 */
record Entry(
    QueueId id,
    long sequence,
    long at,
    int covered,
    long bodySize,
    boolean aside,
    long headAt,
    int headCovered,
    long[] notes) {
  static final long[] NO_NOTES = {};

  static Entry added(
      QueueId id, long sequence, long at, int covered, long bodySize, boolean aside) {
    return new Entry(id, sequence, at, covered, bodySize, aside, at, covered, NO_NOTES);
  }

  Entry noted(long location, int size) {
    long[] more = java.util.Arrays.copyOf(notes, notes.length + 2);
    more[notes.length] = location;
    more[notes.length + 1] = size;
    return new Entry(id, sequence, at, covered, bodySize, aside, headAt, headCovered, more);
  }

  Entry replaced(long location, int size) {
    return new Entry(id, sequence, at, covered, bodySize, aside, location, size, NO_NOTES);
  }

  /** The octets of the body that stand in the ADD record. */
  int inline() {
    return aside ? 0 : (int) bodySize;
  }

  /** The record that changed this message last. */
  long last() {
    return notes.length > 0 ? notes[notes.length - 2] : Math.max(at, headAt);
  }

  /** The oldest segment that this message needs. */
  int oldestSegment() {
    // The body stays in the ADD record whatever comes later, and records only ever come later.
    return Location.segment(at);
  }

  /** The octets of segments that this message keeps alive. */
  long liveSize() {
    long size = Frame.size(covered, inline());
    if (headAt != at) {
      size += Frame.size(headCovered, 0);
    }
    for (int i = 1; i < notes.length; i += 2) {
      size += Frame.size((int) notes[i], 0);
    }
    return size;
  }
}
