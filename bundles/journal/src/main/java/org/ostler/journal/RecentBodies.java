// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.StoredMessage;

/**
 * The bodies of the messages that came last, in memory, since most are delivered at once. There is
 * room for so many octets; when more come in than go out, the oldest are read from their segments.
 * Safe for many threads.
 */
final class RecentBodies {
  private final long most;
  private final Function<QueueId, StoredMessage.@Nullable Body> segments;
  private final Map<QueueId, Body> bodies = new LinkedHashMap<>();
  private long octets;

  /**
   * Room for recent bodies.
   *
   * @param most octets
   * @param segments finds the body of a message on disk, null when the message is gone
   */
  RecentBodies(long most, Function<QueueId, StoredMessage.@Nullable Body> segments) {
    this.most = most;
    this.segments = segments;
  }

  /** The body of a message that is on disk by now. */
  synchronized StoredMessage.Body keep(QueueId id, byte[] content) {
    Body body = new Body(content);
    bodies.put(id, body);
    octets += content.length;
    Iterator<Map.Entry<QueueId, Body>> oldest = bodies.entrySet().iterator();
    while (octets > most && oldest.hasNext()) {
      Map.Entry<QueueId, Body> entry = oldest.next();
      oldest.remove();
      octets -= entry.getValue().size();
      entry.getValue().leaveMemory(segments.apply(entry.getKey()));
    }
    return body;
  }

  /** The message had its first attempt, or is gone. */
  synchronized void forget(QueueId id) {
    @Nullable Body body = bodies.remove(id);
    octets -= body == null ? 0 : body.size();
  }

  /** Octets in memory. */
  synchronized long octets() {
    return octets;
  }

  private static final class Body implements StoredMessage.Body {
    private final int size;
    private volatile StoredMessage.Body content;

    Body(byte[] octets) {
      this.size = octets.length;
      this.content = new Message.InMemory(octets);
    }

    /** A body that has left the disk stays where it is: who has it may read it still. */
    void leaveMemory(StoredMessage.@Nullable Body onDisk) {
      if (onDisk != null) {
        content = onDisk;
      }
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public InputStream open() throws IOException {
      return content.open();
    }
  }
}
