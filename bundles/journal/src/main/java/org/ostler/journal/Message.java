// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.StoredMessage;

/** A message as it was when opened or committed. */
record Message(QueueId id, byte[] head, List<byte[]> notes, StoredMessage.Body body)
    implements StoredMessage {

  /** A body in memory. */
  record InMemory(byte[] octets) implements StoredMessage.Body {
    @Override
    public long size() {
      return octets.length;
    }

    @Override
    public InputStream open() {
      return new HeldOctets(octets);
    }
  }

  /** A body in a segment, read when it is wanted. The segment's lease is held by this object. */
  record InSegment(Segment segment, int offset, int covered, int inline)
      implements StoredMessage.Body {
    @Override
    public long size() {
      return inline;
    }

    @Override
    public InputStream open() throws IOException {
      try {
        return new HeldOctets(segment.rest(offset, covered, inline));
      } finally {
        java.lang.ref.Reference.reachabilityFence(this);
      }
    }
  }
}
