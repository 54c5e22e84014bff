// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** What carries a session: a socket, or the streams of a local program. */
public interface Link extends Closeable {
  InputStream input();

  OutputStream output();

  /**
   * How long the next read may block before it throws SocketTimeoutException; at least a
   * millisecond.
   */
  void readTimeout(Duration limit) throws IOException;

  /**
   * Whether a peer on the network is at the other end: then only CRLF ends a line and
   * synchronisation is checked. A local program or a person at a terminal may end lines by LF.
   */
  boolean isNetwork();

  /** Hears whether the session waits between transactions, where it may be asked to leave. */
  default void between(boolean transactions) {}

  /** Whether the server stops: the session ends where it would begin another transaction. */
  default boolean isLeaving() {
    return false;
  }
}
