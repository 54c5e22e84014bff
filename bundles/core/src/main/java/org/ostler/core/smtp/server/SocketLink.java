// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** A link over TCP. */
final class SocketLink implements Link {
  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;
  private volatile boolean between;
  private volatile boolean leaving;

  SocketLink(Socket socket) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
    this.output = socket.getOutputStream();
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public void readTimeout(Duration limit) throws IOException {
    socket.setSoTimeout(Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
  }

  @Override
  public boolean isNetwork() {
    return true;
  }

  /** Sets the traffic class of what is sent (RFC 2474). */
  void trafficClass(int octet) {
    try {
      socket.setTrafficClass(octet);
    } catch (IOException _) {
      // The system may refuse it, and mail comes all the same.
    }
  }

  @Override
  public void between(boolean transactions) {
    between = transactions;
  }

  @Override
  public boolean isLeaving() {
    return leaving;
  }

  /**
   * Asks the session to end after its transaction. One that waits for the next wakes up by an end
   * of input; a command that crosses this is the peer's still.
   */
  void leave() {
    leaving = true;
    if (between) {
      try {
        socket.shutdownInput();
      } catch (IOException _) {
        // It has ended by itself.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
