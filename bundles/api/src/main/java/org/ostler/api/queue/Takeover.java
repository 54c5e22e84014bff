// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.queue;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.QueueId;

/**
 * Takes mail over that another mail server had accepted: no ACL is asked, nothing is added to it
 * and nothing rewritten. A service while a server runs. Safe for many threads.
 *
 * <pre>
 * takeover.take(message, body);   // on disk
 * ...                             // tell the other server's files that it is done
 * takeover.release(message.id()); // and only then it is delivered
 * </pre>
 */
@ProviderType
public interface Takeover {
  /** Whether the queue has a message of that name. */
  boolean holds(QueueId id);

  /** A name that no message of this queue has had. */
  QueueId nextId();

  /**
   * Takes a message. When this returns it is on disk and in the queue, and nothing of it is
   * delivered before {@link #release} or the next queue run.
   *
   * @param body its body with LF line ends, read to its end
   * @throws org.ostler.api.spool.SpoolFull when there is no room
   * @throws IOException when the body cannot be read or written; nothing has been taken then
   */
  void take(MovedMessage message, InputStream body) throws IOException, InterruptedException;

  /** Lets the delivery of a message begin. One that is frozen stays so. */
  void release(QueueId id);
}
