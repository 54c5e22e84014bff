// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** A connection in clear, to be put under TLS. Confined to one thread at a time. */
@ProviderType
public interface TlsChannel {
  /** What the peer sends. */
  InputStream input();

  /** What the peer reads; the engine flushes it. */
  OutputStream output();

  /**
   * How long the next read may block before it throws {@link java.net.SocketTimeoutException}; at
   * least a millisecond.
   */
  void readTimeout(Duration limit) throws IOException;
}
