// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The octets to and from a peer that may be slow or hostile. Deadlines are values of {@link
 * System#nanoTime}; one that passes throws {@link java.net.SocketTimeoutException}. Used by one
 * thread at a time.
 */
interface PeerStream extends AutoCloseable {
  /** Reads what there is, at least one octet; below zero at the end. */
  int read(byte[] buffer, long deadlineNanos) throws IOException;

  /** Writes all of it. */
  void write(byte[] octets, int offset, int length, long deadlineNanos) throws IOException;

  /** The proxy on the way, as in {@code [192.0.2.9]:1080}; null when there is none. */
  default @Nullable String proxyEnd() {
    return null;
  }

  /** Our own end; null where it has no address. */
  default @Nullable InetSocketAddress localEnd() {
    return null;
  }

  /** Closes at once, whatever is under way. */
  @Override
  void close();
}
