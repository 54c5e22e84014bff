// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.auth;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.mail.MailView;

/**
 * One AUTH command to a server (RFC 4954 §4). Core does the base64 and keeps secrets out of the
 * log. Confined to the delivering thread. Octet strings: each char is one octet.
 */
@ProviderType
public interface ClientExchange {
  /** Sends AUTH with an initial response, or without one when it is null. */
  Answer begin(@Nullable String initial) throws IOException, InterruptedException;

  /** Sends a response to the last challenge. */
  Answer respond(String octets) throws IOException, InterruptedException;

  /** Tells the server that the exchange is over, which RFC 4954 §4 does with an asterisk. */
  void cancel() throws IOException, InterruptedException;

  /**
   * Makes the next of {@code $auth1}, {@code $auth2}..., as seen by options expanded from now on.
   */
  void value(String octets);

  /** The view to expand options with. */
  MailView mail();

  /** What the server said. */
  sealed interface Answer {
    /**
     * It asks for more.
     *
     * @param octets the challenge, or null when its base64 was wrong
     * @param line the reply as it came, printable
     */
    record Challenge(@Nullable String octets, String line) implements Answer {}

    /** It is content. */
    record Accepted() implements Answer {}

    /** It refuses; nothing more is to be said. */
    record Refused() implements Answer {}
  }
}
