// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import org.ostler.api.mail.QueueId;

/** One operation that becomes one record. */
sealed interface Change {
  Frame.Kind kind();

  /** The covered octets of the record. */
  byte[] covered();

  /** The rest of the record. */
  default byte[] rest() {
    return Silence.NONE;
  }

  /** A new message. */
  record Add(State state, byte[] covered, byte[] rest) implements Change {
    static Add of(State state, byte[] inline) {
      return new Add(state, state.encode(), inline);
    }

    @Override
    public Frame.Kind kind() {
      return Frame.Kind.ADD;
    }
  }

  /** A message written again by compaction, if it is still as it was when it was read. */
  record Move(Entry expected, byte[] covered, byte[] rest) implements Change {
    @Override
    public Frame.Kind kind() {
      return Frame.Kind.ADD;
    }
  }

  /** A note, a new head or the end of a message. */
  record About(Frame.Kind kind, QueueId id, byte[] covered) implements Change {
    static About of(Frame.Kind kind, QueueId id, byte[] content) {
      return new About(kind, id, State.about(id, content));
    }
  }

  /** Says that all before it is on disk. */
  record Mark() implements Change {
    @Override
    public Frame.Kind kind() {
      return Frame.Kind.MARK;
    }

    @Override
    public byte[] covered() {
      return Silence.NONE;
    }
  }

  /** No octets. */
  final class Silence {
    static final byte[] NONE = {};

    private Silence() {}
  }
}
