// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

/**
 * What an access control list decided. User messages may go to the peer (several lines, LF
 * separated, an SMTP code and enhanced status at their start obeyed); log messages may not. Empty
 * means none was given.
 */
public sealed interface Decision {
  /** What the peer may be told; empty for the usual words. */
  String userMessage();

  /** Go on; the messages are the modifiers of an accept, for places that use them. */
  record Accept(String userMessage, String logMessage) implements Decision {
    public Accept(String userMessage) {
      this(userMessage, "");
    }
  }

  /** Pretend to accept and throw away. */
  record Discard(String userMessage, String logMessage) implements Decision {}

  /** Refuse for good; {@code drop} also closes the connection. */
  record Deny(String userMessage, String logMessage, boolean drop) implements Decision {}

  /** Refuse for now. */
  record Defer(String userMessage, String logMessage, boolean drop) implements Decision {}

  /**
   * The list is broken: refuse for now, the log says why.
   *
   * @param userMessage for the end of a session, which cannot be refused
   */
  record Broken(String userMessage, String logMessage) implements Decision {
    public Broken(String logMessage) {
      this("", logMessage);
    }
  }
}
