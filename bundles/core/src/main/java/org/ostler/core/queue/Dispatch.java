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
    /** The same, of a run that makes local deliveries alone. */
    LOCAL_RUN,
    /** An administrator wants it delivered whatever its retry times are. */
    FORCED,
    /** The same, as far as its deliveries are local. */
    FORCED_LOCAL;

    /** Whether it does not wait for its time. */
    public boolean isForced() {
      return this == FORCED || this == FORCED_LOCAL;
    }

    /** Whether it waits for its time. */
    public boolean isRun() {
      return this == QUEUE_RUN || this == LOCAL_RUN;
    }

    /** Whether deliveries to other hosts wait. */
    public boolean isLocalOnly() {
      return this == LOCAL_RUN || this == FORCED_LOCAL;
    }
  }

  /**
   * Begins the delivery; returns at once. {@code fresh} spares reading the spool, null means to
   * open it.
   */
  void start(QueueId id, @Nullable StoredMessage fresh, Reason reason);
}
