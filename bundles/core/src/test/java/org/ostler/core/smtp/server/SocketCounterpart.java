// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ostler.testing.transcript.Counterpart;

/** A client of a listener on loopback. */
final class SocketCounterpart implements Counterpart, Closeable {
  private final House house;
  private final SmtpListener listener;
  private final Socket socket;
  private final InputStream input;

  SocketCounterpart(House house, SmtpListener listener) throws IOException {
    this.house = house;
    this.listener = listener;
    this.socket = new Socket();
    socket.connect(listener.addresses().getFirst());
    socket.setSoTimeout(20_000);
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  @Override
  public void send(String octets) throws IOException {
    try {
      socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException _) {
      // The server hung up; what it said before can still be read.
    }
  }

  @Override
  public @Nullable String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    try {
      for (int octet = input.read(); octet >= 0; octet = input.read()) {
        line.append((char) octet);
        if (octet == '\n') {
          return line.substring(0, line.length() - 2);
        }
      }
    } catch (SocketException _) {
      // Closed with octets of ours unread: a reset.
    }
    return null;
  }

  @Override
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void late() {
    throw new AssertionError("time does not pass for sockets");
  }

  @Override
  public void check(String word, String text) {
    Checks.check(house, word, text);
  }

  /** Hangs up and waits until the session has ended. */
  void awaitEnd() throws IOException, InterruptedException {
    socket.close();
    listener.drain(Duration.ofSeconds(10));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
