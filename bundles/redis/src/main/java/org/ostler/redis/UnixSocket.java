// SPDX-License-Identifier: Apache-2.0
package org.ostler.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A Unix domain socket with time limits, in the shape that the client library wants. */
final class UnixSocket extends Socket {
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private volatile int timeout;

  UnixSocket(String path, int timeout) throws IOException {
    this.timeout = timeout;
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      // Connecting to a socket of this machine ends at once or fails.
      channel.connect(UnixDomainSocketAddress.of(path));
      channel.configureBlocking(false);
      selector = Selector.open();
      key = channel.register(selector, 0);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    selector.selectedKeys().clear();
    if (selector.select(timeout) == 0 && channel.isOpen()) {
      throw new SocketTimeoutException("no answer within " + timeout + " ms");
    }
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
      }

      @Override
      public int read(byte[] octets, int from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(octets, from, length);
        int read = channel.read(buffer);
        while (read == 0 && length > 0) {
          await(SelectionKey.OP_READ);
          read = channel.read(buffer);
        }
        return read;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] octets, int from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(octets, from, length);
        while (buffer.hasRemaining()) {
          if (channel.write(buffer) == 0) {
            await(SelectionKey.OP_WRITE);
          }
        }
      }
    };
  }

  @Override
  public void setSoTimeout(int milliseconds) {
    timeout = milliseconds;
  }

  @Override
  public int getSoTimeout() {
    return timeout;
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return isClosed();
  }

  @Override
  public boolean isOutputShutdown() {
    return isClosed();
  }

  @Override
  public void setSoLinger(boolean on, int seconds) {
    // What a program of this machine has been sent is there.
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
