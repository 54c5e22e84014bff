// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Content;
import org.ostler.core.mail.OutgoingTls;

/**
 * A mail transaction at another host, held open while the message for it is still coming in. One
 * thread; waits for the host within the transport's limits. Closing ends the connection.
 */
public interface Passage extends AutoCloseable {
  /** The host. */
  NextHop host();

  /** What the host says to one recipient. */
  Reply recipient(String address) throws Broken, InterruptedException;

  /**
   * Sends the message; what the host says to it. An {@link IOException} is trouble with our own
   * disk: the host has no message.
   */
  Reply send(Content content) throws Broken, IOException, InterruptedException;

  /** TLS of the connection, or null. */
  @Nullable OutgoingTls tls();

  /** Who we are to the host, as in log lines: {@code authenticator:id}; empty for nobody. */
  String identity();

  @Override
  void close();

  /** The connection is of no use any more; the message is Exim's. */
  final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    public Broken(String why) {
      super(why, null, false, false);
    }
  }
}
