// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.auth;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** The client's part of a mechanism. Called from many threads; may block. */
@ConsumerType
public interface ClientMechanism {
  /**
   * Runs one exchange. An {@link IOException} of the exchange is passed on: the connection is gone.
   */
  Result authenticate(ClientExchange exchange) throws IOException, InterruptedException;

  /** How an exchange ended. Only core switches over it without {@code default}. */
  sealed interface Result {
    /** The server's last reply decides. */
    record Answered() implements Result {}

    /**
     * The client does not go on, and other authenticators may be tried; {@code reason} is for the
     * log, or empty when there is nothing to tell.
     */
    record Cancelled(String reason) implements Result {}

    /** The configuration is wrong or something it needs is: the message is deferred. */
    record Failed(String reason) implements Result {}
  }
}
