// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Envelope;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;

/** An envelope that is written down. */
public record MemoryEnvelope(
    @Nullable ReversePath sender,
    List<Recipient> recipients,
    @Nullable QueueId queueId,
    String protocol,
    Instant received)
    implements Envelope {
  /** The moment at which all test mail arrives unless a test says otherwise. */
  public static final Instant RECEIVED = Instant.parse("2026-11-21T08:30:00.125Z");

  /** Nothing was said yet. */
  public static final MemoryEnvelope EMPTY =
      new MemoryEnvelope(null, List.of(), null, "esmtp", RECEIVED);

  public MemoryEnvelope {
    recipients = List.copyOf(recipients);
  }

  /** An envelope without a queue id. */
  public static MemoryEnvelope of(String sender, String... recipients) {
    List<Recipient> list = List.of(recipients).stream().map(Recipient::new).toList();
    return new MemoryEnvelope(new ReversePath(sender), list, null, "esmtp", RECEIVED);
  }

  public MemoryEnvelope withQueueId(String id) {
    return new MemoryEnvelope(sender, recipients, new QueueId(id), protocol, received);
  }

  public MemoryEnvelope withProtocol(String word) {
    return new MemoryEnvelope(sender, recipients, queueId, word, received);
  }
}
