// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.auth;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** The server's part of a mechanism. Called from many threads; may block. */
@ConsumerType
public interface ServerMechanism {
  /**
   * Whether the mechanism itself tells who is right. One that only collects what the client says
   * leaves that to {@code server_condition}, and serves nobody where there is none.
   */
  boolean decides();

  /**
   * Runs one exchange. An {@link IOException} of the exchange is passed on: the session has ended.
   */
  Verdict authenticate(ServerExchange exchange) throws IOException, InterruptedException;

  /** How an exchange ended. Only core switches over it without {@code default}. */
  sealed interface Verdict {
    /**
     * As far as the mechanism can tell the client is right; {@code server_condition} comes next.
     */
    record Proved() implements Verdict {}

    /** The client is wrong: 535. */
    record Refused() implements Verdict {}

    /** It cannot be told now: 435; the reason is for the log alone. */
    record Deferred(String reason) implements Verdict {}

    /** The client ended the exchange: what the last {@link ServerExchange.Response.Ended} said. */
    record Ended() implements Verdict {}

    /** The client sent an initial response, which this mechanism has not. */
    record InitialNotExpected() implements Verdict {}
  }
}
