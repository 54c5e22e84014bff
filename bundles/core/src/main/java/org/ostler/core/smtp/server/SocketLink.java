// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** A link over TCP. */
final class SocketLink implements Link {
  private static final Duration LINGER = Duration.ofSeconds(1);
  private static final int MOST_UNWANTED = 65_536;

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

  /**
   * Closes the connection. What the peer has sent and nobody wants is read first, within limits: to
   * close over it would reset the connection (RFC 9293 §3.10.4), and the peer could lose the last
   * reply before it has read it.
   */
  @Override
  public void close() throws IOException {
    try (socket) {
      if (!socket.isClosed() && !socket.isOutputShutdown()) {
        socket.shutdownOutput();
        discard();
      }
    } catch (IOException _) {
      // The peer has gone, or somebody else has closed the socket.
    }
  }

  private void discard() throws IOException {
    byte[] unwanted = new byte[512];
    long end = System.nanoTime() + LINGER.toNanos();
    long left = LINGER.toNanos();
    for (int octets = 0; octets < MOST_UNWANTED && left > 0; left = end - System.nanoTime()) {
      readTimeout(Duration.ofNanos(left));
      int count = input.read(unwanted);
      if (count < 0) {
        return;
      }
      octets += count;
    }
  }
}
