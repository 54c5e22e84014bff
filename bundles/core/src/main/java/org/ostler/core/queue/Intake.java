// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.IOException;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.core.mail.Situation;

/**
 * Takes responsibility for mail: after {@link #accept} returns, it is on disk, logged and queued.
 */
public interface Intake {
  /** A queue id that this spool has never used. */
  QueueId nextId();

  /** Begins the message's place in the spool. Throws SpoolFull. */
  Draft begin(QueueId id) throws IOException;

  /**
   * Commits the message of {@code situation.envelope()} (recipients, header fields, id set), writes
   * the arrival line and starts its delivery as its controls say. The 250 may be sent after this
   * returns.
   */
  void accept(Situation situation, Draft draft) throws IOException, InterruptedException;
}
