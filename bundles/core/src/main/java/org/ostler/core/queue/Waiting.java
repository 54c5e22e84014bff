// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;

/** All that memory holds of a message that waits. Guarded by the queue's lock. */
final class Waiting {
  final QueueId id;

  /**
   * When to try next, in milliseconds since the epoch; {@link Long#MAX_VALUE} when only a queue run
   * will.
   */
  long next;

  /** The named queue that it is in, empty for the usual one; null until somebody has read it. */
  @Nullable String queue;

  /** Whether a delivery or an operation has it in hand. */
  boolean taken;

  Waiting(QueueId id, long next) {
    this.id = id;
    this.next = next;
  }
}
