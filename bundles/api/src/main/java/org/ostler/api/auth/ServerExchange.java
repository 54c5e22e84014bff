// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.auth;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.MailView;

/**
 * One AUTH command of a client (RFC 4954 §4). Core does the base64, the limits of size and time,
 * and cancelling. Confined to the session's thread. Octet strings: each char is one octet.
 */
@ProviderType
public interface ServerExchange {
  /** Whether the client sent an initial response. */
  boolean hasInitial();

  /** The initial response; {@code Data("")} where the client sent none, or the empty one. */
  Response initial();

  /** Sends a challenge and waits for the response. */
  Response challenge(String octets) throws IOException, InterruptedException;

  /**
   * Makes the next of {@code $auth1}, {@code $auth2}..., as seen by options expanded from now on.
   */
  void value(String octets);

  /** How many values there are. */
  int values();

  /** The view to expand options with. */
  MailView mail();

  /** What the client said. */
  sealed interface Response {
    /** Octets. */
    record Data(String octets) implements Response {}

    /** Nothing of use: the client cancelled, or its base64 was wrong. The exchange is over. */
    record Ended() implements Response {}
  }
}
