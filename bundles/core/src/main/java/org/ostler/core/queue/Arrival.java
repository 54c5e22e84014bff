// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.core.log.ArrivalLine;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;

/** What the log tells of a message that the queue has taken. */
final class Arrival {
  private Arrival() {}

  /** Writes it; {@code about} is the message that this one reports on. */
  static void tell(Situation situation, @Nullable QueueId about, Instant now, Log log) {
    Message message = situation.envelope();
    new ArrivalLine(situation)
        .reference(about)
        .chunking(message.chunked)
        .took(Duration.between(message.received(), now))
        .messageIdCreated(message.messageIdCreated)
        .writeTo(log);
    if (message.controls.freeze) {
      log.main(message.queueId(), "frozen by ACL");
    }
  }
}
