// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A stream that ends in time whatever is behind it. A read that has no end is left behind, in a
 * thread of its own that ends with the stream.
 */
final class TimedInput extends InputStream {
  private final InputStream input;
  private final long end;

  /** For one thread. */
  TimedInput(InputStream input, Duration limit) {
    this.input = input;
    this.end = System.nanoTime() + limit.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int got = read(one, 0, 1);
    return got < 0 ? got : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    // With an array of its own, the one that is left behind writes into nobody's.
    byte[] own = new byte[count];
    FutureTask<Integer> reading = new FutureTask<>(() -> input.read(own, 0, count));
    Thread.ofVirtual().name("timed-input").start(reading);
    try {
      int got = reading.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      System.arraycopy(own, 0, into, from, Math.max(got, 0));
      return got;
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("timed out while reading");
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException trouble
          ? trouble
          : new IOException(failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
