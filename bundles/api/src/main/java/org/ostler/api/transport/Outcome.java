// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.transport;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;

/** What became of one recipient in a transport. */
public sealed interface Outcome {
  /**
   * Delivered.
   *
   * @param host the host that took it, or null
   * @param confirmation the peer's last reply, or null
   * @param extensions keywords of the SMTP extensions that were used with it ({@link
   *     org.ostler.api.smtp.ClientExtension})
   */
  record Delivered(@Nullable NextHop host, @Nullable String confirmation, Set<String> extensions)
      implements Outcome {
    public Delivered {
      extensions = Set.copyOf(extensions);
    }

    /** Delivered without extensions. */
    public Delivered(@Nullable NextHop host, @Nullable String confirmation) {
      this(host, confirmation, Set.of());
    }
  }

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
   * @param introduction how the host introduced itself, or null when there was no connection to it
   */
  record Trouble(
      @Nullable NextHop host,
      @Nullable Reply reply,
      Cause cause,
      String reason,
      @Nullable Introduction introduction) {
    /** Trouble with a host that did not introduce itself. */
    public Trouble(@Nullable NextHop host, @Nullable Reply reply, Cause cause, String reason) {
      this(host, reply, cause, reason, null);
    }

    public Trouble(@Nullable NextHop host, @Nullable Reply reply, String reason) {
      this(host, reply, Cause.OTHER, reason);
    }

    /** Trouble without a host. */
    public static Trouble of(String reason) {
      return new Trouble(null, null, reason);
    }
  }

  /**
   * How a host introduced itself on a connection. Octets from outside.
   *
   * @param greeting its greeting (RFC 5321 §3.1), or null when it gave none
   * @param hello its reply to the last of EHLO, HELO or LHLO, or null when it gave none
   */
  record Introduction(@Nullable Reply greeting, @Nullable Reply hello) {}
}
