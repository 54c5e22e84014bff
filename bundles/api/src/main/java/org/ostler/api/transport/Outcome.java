// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.transport;

import org.jspecify.annotations.Nullable;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;

/** What became of one recipient in a transport. */
public sealed interface Outcome {
  /**
   * Delivered; {@code host} and {@code confirmation} (the peer's last reply) when another host took
   * it.
   */
  record Delivered(@Nullable NextHop host, @Nullable String confirmation) implements Outcome {}

  /** Try again later. */
  record Deferred(Trouble trouble) implements Outcome {}

  /** Never again: the sender is told. */
  record Failed(Trouble trouble) implements Outcome {}

  /**
   * What went wrong.
   *
   * @param host the host concerned, or null
   * @param reply its reply, or null when there was none
   * @param cause what kind of trouble, which retry rules tell apart
   * @param reason the words of the log line
   */
  record Trouble(@Nullable NextHop host, @Nullable Reply reply, Cause cause, String reason) {
    public Trouble(@Nullable NextHop host, @Nullable Reply reply, String reason) {
      this(host, reply, Cause.OTHER, reason);
    }

    /** Trouble without a host. */
    public static Trouble of(String reason) {
      return new Trouble(null, null, reason);
    }
  }
}
