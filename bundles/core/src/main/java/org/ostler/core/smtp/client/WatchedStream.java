// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;

/**
 * A stream without limits of its own: a Unix-domain socket, or the ends of a command. {@code end}
 * must make a blocked read or write return.
 */
final class WatchedStream implements PeerStream {
  private final InputStream in;
  private final OutputStream out;
  private final Runnable end;
  private final Deadlines.Watched watched;

  WatchedStream(InputStream in, OutputStream out, Runnable end, Deadlines deadlines) {
    this.in = in;
    this.out = out;
    this.end = end;
    this.watched = deadlines.watch(end);
  }

  @Override
  public int read(byte[] buffer, long deadlineNanos) throws IOException {
    watched.until(deadlineNanos);
    try {
      int got = in.read(buffer);
      if (got < 0 && watched.isLate()) {
        throw new SocketTimeoutException();
      }
      return got;
    } catch (IOException trouble) {
      throw watched.isLate() ? new SocketTimeoutException() : trouble;
    } finally {
      watched.done();
    }
  }

  @Override
  public void write(byte[] octets, int offset, int length, long deadlineNanos) throws IOException {
    watched.until(deadlineNanos);
    try {
      out.write(octets, offset, length);
      out.flush();
    } catch (IOException trouble) {
      throw watched.isLate() ? new SocketTimeoutException() : trouble;
    } finally {
      watched.done();
    }
  }

  @Override
  public void close() {
    watched.forget();
    end.run();
  }
}
