// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A connection under TLS. Timeouts of reading are those of the channel below, and a read that timed
 * out may be tried again. Confined to one thread at a time.
 */
@ConsumerType
public interface TlsStreams extends Closeable {
  /**
   * What the peer sends. It ends (-1) with the peer's close_notify and with the end of the channel;
   * a broken record is an IOException. {@code available()} counts what has been deciphered, and
   * deciphers what has come without waiting.
   */
  InputStream input();

  /** What the peer reads. Octets leave at flush, or when a record is full. */
  OutputStream output();

  /** What the handshake settled. */
  TlsSession session();

  /**
   * Sends close_notify (RFC 8446 §6.1), once, without waiting for the peer's. The channel stays
   * open.
   */
  @Override
  void close();
}
