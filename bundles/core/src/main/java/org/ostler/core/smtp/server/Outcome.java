// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import org.ostler.api.smtp.Reply;
import org.ostler.core.smtp.server.protocol.SessionState;

/**
 * What became of a step: what the peer hears, and where the session stands then.
 *
 * @param said whether the peer has heard it already
 */
record Outcome(Reply reply, SessionState next, boolean said) {
  Outcome(Reply reply, SessionState next) {
    this(reply, next, false);
  }

  static Outcome of(int code, String text, SessionState next) {
    return new Outcome(Reply.of(code, text), next);
  }

  /** The last words of the session. */
  static Outcome closing(Reply reply) {
    return new Outcome(reply, new SessionState.Closed());
  }
}
