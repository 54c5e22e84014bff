// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.ostler.api.tls.TlsStreams;

/** A TCP connection under TLS. */
final class SecuredStream implements PeerStream {
  private static final long GOODBYE_NANOS = 5_000_000_000L;

  private final TcpStream plain;
  private final TlsStreams secured;

  SecuredStream(TcpStream plain, TlsStreams secured) {
    this.plain = plain;
    this.secured = secured;
  }

  @Override
  public int read(byte[] buffer, long deadlineNanos) throws IOException {
    // A record may come in pieces: the deadline holds for all of them.
    plain.readUntil(deadlineNanos);
    return secured.input().read(buffer);
  }

  @Override
  public void write(byte[] octets, int offset, int length, long deadlineNanos) throws IOException {
    plain.writeUntil(deadlineNanos);
    try {
      secured.output().write(octets, offset, length);
      secured.output().flush();
    } catch (IOException trouble) {
      throw plain.isLate() ? new SocketTimeoutException() : trouble;
    } finally {
      plain.written();
    }
  }

  @Override
  public void close() {
    plain.writeUntil(System.nanoTime() + GOODBYE_NANOS);
    secured.close();
    plain.close();
  }
}
