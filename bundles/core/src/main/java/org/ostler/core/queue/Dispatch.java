// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.StoredMessage;

/**
 * Starts deliveries. The queue gives it messages that nobody else has in hand; it gives each back
 * exactly once.
 */
public interface Dispatch {
  /** Why a message is delivered now. */
  enum Reason {
    /** It has just come. */
    FRESH,
    /** Its time has come, or a queue run found it. */
    QUEUE_RUN,
    /** An administrator wants it delivered whatever its retry times are. */
    FORCED
  }

  /**
   * Begins the delivery; returns at once. {@code fresh} spares reading the spool, null means to
   * open it.
   */
  void start(QueueId id, @Nullable StoredMessage fresh, Reason reason);
}
