// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A link within the process. Time runs out when the test says so. */
final class MemoryLink implements Link {
  private final Deque<byte[]> fromClient = new ArrayDeque<>();
  private final StringBuilder toClient = new StringBuilder();
  private int used;
  private boolean ended;
  private boolean late;
  private boolean closed;
  volatile Duration limit = Duration.ZERO;

  synchronized void send(String octets) {
    fromClient.addLast(octets.getBytes(StandardCharsets.ISO_8859_1));
    notifyAll();
  }

  synchronized void halfClose() {
    ended = true;
    notifyAll();
  }

  synchronized void runOutOfTime() {
    late = true;
    notifyAll();
  }

  /** The next line that the server wrote; null when it has closed. */
  synchronized @Nullable String readLine() throws InterruptedException {
    while (true) {
      int end = toClient.indexOf("\r\n");
      if (end >= 0) {
        String line = toClient.substring(0, end);
        toClient.delete(0, end + 2);
        return line;
      }
      if (closed) {
        return null;
      }
      long before = System.nanoTime();
      wait(5_000);
      if (System.nanoTime() - before > 4_900_000_000L) {
        throw new AssertionError("the server says nothing; so far: " + toClient);
      }
    }
  }

  private synchronized int read(byte[] octets, int from, int count) throws IOException {
    while (fromClient.isEmpty() && !ended && !late) {
      try {
        wait(10_000);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    if (fromClient.isEmpty()) {
      if (late) {
        throw new SocketTimeoutException("late");
      }
      return -1;
    }
    byte[] first = fromClient.getFirst();
    int given = Math.min(count, first.length - used);
    System.arraycopy(first, used, octets, from, given);
    used += given;
    if (used == first.length) {
      fromClient.removeFirst();
      used = 0;
    }
    return given;
  }

  @Override
  public InputStream input() {
    return new InputStream() {
      @Override
      public int read() {
        throw new UnsupportedOperationException("octet by octet");
      }

      @Override
      public int read(byte[] octets, int from, int count) throws IOException {
        return MemoryLink.this.read(octets, from, count);
      }

      @Override
      public int available() {
        synchronized (MemoryLink.this) {
          return fromClient.stream().mapToInt(piece -> piece.length).sum() - used;
        }
      }
    };
  }

  @Override
  public OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] octets, int from, int count) {
        synchronized (MemoryLink.this) {
          toClient.append(new String(octets, from, count, StandardCharsets.ISO_8859_1));
          MemoryLink.this.notifyAll();
        }
      }
    };
  }

  @Override
  public void readTimeout(Duration time) {
    limit = time;
  }

  @Override
  public boolean isNetwork() {
    return true;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
