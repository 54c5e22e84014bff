// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.ostler.api.tls.TlsChannel;

/** A channel over a socket. */
public record SocketChannel(Socket socket, InputStream input, OutputStream output)
    implements TlsChannel, Closeable {
  public static SocketChannel of(Socket socket) throws IOException {
    return new SocketChannel(socket, socket.getInputStream(), socket.getOutputStream());
  }

  /** Two channels of this process, each the other's peer. */
  public record Pair(SocketChannel client, SocketChannel server) implements Closeable {
    public static Pair open() throws IOException {
      InetAddress here = InetAddress.getLoopbackAddress();
      try (ServerSocket listener = new ServerSocket(0, 1, here)) {
        Socket client = new Socket(here, listener.getLocalPort());
        return new Pair(SocketChannel.of(client), SocketChannel.of(listener.accept()));
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  @Override
  public void readTimeout(Duration limit) throws IOException {
    socket.setSoTimeout(Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
