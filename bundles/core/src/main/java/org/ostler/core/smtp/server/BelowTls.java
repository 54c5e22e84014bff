// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.ostler.api.tls.TlsChannel;

/**
 * What an engine sees of a plain link. One read under TLS may be many here, for a record comes in
 * pieces and may be empty: its limit is an end that holds for all of them.
 */
final class BelowTls implements TlsChannel {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Link plain;
  private final InputStream input = new Limited();
  private final LongSupplier nanos;
  private long endNanos;

  BelowTls(Link plain) {
    this(plain, System::nanoTime);
  }

  BelowTls(Link plain, LongSupplier nanos) {
    this.plain = plain;
    this.nanos = nanos;
    this.endNanos = nanos.getAsLong();
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return plain.output();
  }

  @Override
  public void readTimeout(Duration limit) {
    endNanos = nanos.getAsLong() + limit.toNanos();
  }

  private final class Limited extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int from, int length) throws IOException {
      long left = endNanos - nanos.getAsLong();
      if (left <= 0) {
        throw new SocketTimeoutException("deadline passed");
      }
      plain.readTimeout(Duration.ofNanos(left));
      return plain.input().read(octets, from, length);
    }

    @Override
    public int available() throws IOException {
      int come = plain.input().available();
      if (come > 0) {
        // These may be read at any time, for nobody waits for them.
        long soon = nanos.getAsLong() + AT_ONCE.toNanos();
        endNanos = soon - endNanos > 0 ? soon : endNanos;
      }
      return come;
    }
  }
}
