// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.ostler.api.tls.TlsStreams;

/** A link under TLS, over a plain one, which the engine reads through {@code below}. */
record TlsLink(Link plain, BelowTls below, TlsStreams streams) implements Link {
  @Override
  public InputStream input() {
    return streams.input();
  }

  @Override
  public OutputStream output() {
    return streams.output();
  }

  @Override
  public void readTimeout(Duration limit) {
    below.readTimeout(limit);
  }

  @Override
  public boolean isNetwork() {
    return plain.isNetwork();
  }

  @Override
  public void between(boolean transactions) {
    plain.between(transactions);
  }

  @Override
  public boolean isLeaving() {
    return plain.isLeaving();
  }

  @Override
  public void close() throws IOException {
    streams.close();
    plain.close();
  }
}
