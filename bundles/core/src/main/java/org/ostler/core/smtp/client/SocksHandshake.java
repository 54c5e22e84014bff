// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ostler.api.transport.Cause;

/** Asks a SOCKS proxy of version 5 to connect to a host (RFC 1928, RFC 1929). */
final class SocksHandshake {
  private static final int VERSION = 5;
  private static final int NO_AUTHENTICATION = 0;
  private static final int NAME_AND_PASSWORD = 2;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int DOMAIN = 3;
  private static final int IPV6 = 4;

  private final Socket socket;
  private final SocksProxy proxy;
  private final long deadlineNanos;

  SocksHandshake(Socket socket, SocksProxy proxy, Duration limit) {
    this.socket = socket;
    this.proxy = proxy;
    this.deadlineNanos = System.nanoTime() + limit.toNanos();
  }

  /** Returns once the proxy has connected to the host. */
  void connect(InetAddress host, int port) throws IOException, HostFailure {
    send(VERSION, 1, proxy.authenticates() ? NAME_AND_PASSWORD : NO_AUTHENTICATION);
    byte[] chosen = read(2);
    if (chosen[0] != VERSION) {
      throw protocolError();
    }
    authenticate(chosen[1]);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    byte[] address = host.getAddress();
    request.writeBytes(
        new byte[] {VERSION, CONNECT, 0, (byte) (address.length == 4 ? IPV4 : IPV6)});
    request.writeBytes(address);
    request.write(port >> 8);
    request.write(port);
    socket.getOutputStream().write(request.toByteArray());
    byte[] answer = read(4);
    if (answer[0] != VERSION) {
      throw protocolError();
    }
    if (answer[1] != 0) {
      throw refused(answer[1]);
    }
    skipAddress(answer[3]);
  }

  private void authenticate(byte method) throws IOException, HostFailure {
    if (method == NO_AUTHENTICATION) {
      return;
    }
    if (method != NAME_AND_PASSWORD || !proxy.authenticates()) {
      throw new HostFailure(
          Cause.OTHER, "Unrecognised socks auth method " + (method & 0xff) + " (Protocol error)");
    }
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    words.write(1);
    for (String text : new String[] {proxy.name(), proxy.password()}) {
      words.write(text.length());
      words.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    socket.getOutputStream().write(words.toByteArray());
    if (read(2)[1] != 0) {
      throw new HostFailure(Cause.OTHER, "socks auth failed");
    }
  }

  /** The proxy's own end of the connection to the host, which nobody asks for. */
  private void skipAddress(byte type) throws IOException, HostFailure {
    int length =
        switch (type) {
          case IPV4 -> 4;
          case IPV6 -> 16;
          case DOMAIN -> read(1)[0] & 0xff;
          default -> throw protocolError();
        };
    read(length + 2);
  }

  /** RFC 1928 §6, in the words of the errors of a connection that is made without a proxy. */
  private static HostFailure refused(byte code) {
    return switch (code) {
      case 1 -> new HostFailure(Cause.OTHER, "Input/output error");
      case 2 -> new HostFailure(Cause.OTHER, "Permission denied");
      case 3 -> new HostFailure(Cause.NETWORK_UNREACHABLE, "Network is unreachable");
      case 4 -> new HostFailure(Cause.HOST_UNREACHABLE, "No route to host");
      case 5 -> new HostFailure(Cause.REFUSED, "Connection refused");
      case 6 -> new HostFailure(Cause.OTHER, "Operation canceled");
      case 7 -> new HostFailure(Cause.OTHER, "Operation not supported");
      case 8 -> new HostFailure(Cause.OTHER, "Address family not supported by protocol");
      default -> protocolError();
    };
  }

  private static HostFailure protocolError() {
    return new HostFailure(Cause.OTHER, "Protocol error");
  }

  private void send(int... octets) throws IOException {
    byte[] message = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      message[i] = (byte) octets[i];
    }
    socket.getOutputStream().write(message);
  }

  /** Reads so many octets and no more: what follows is the host's. */
  private byte[] read(int count) throws IOException {
    byte[] octets = new byte[count];
    int at = 0;
    while (at < count) {
      long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout((int) Math.clamp(left, 1L, Integer.MAX_VALUE));
      int got = socket.getInputStream().read(octets, at, count - at);
      if (got < 0) {
        throw new EOFException("the SOCKS proxy closed the connection");
      }
      at += got;
    }
    return octets;
  }
}
