// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.ostler.api.tls.TlsChannel;
import org.ostler.api.tls.TlsStreams;

/** A link under TLS, over a plain one. */
record TlsLink(Link plain, TlsStreams streams) implements Link {
  /** What an engine sees of a plain link. */
  record Below(Link plain) implements TlsChannel {
    @Override
    public InputStream input() {
      return plain.input();
    }

    @Override
    public OutputStream output() {
      return plain.output();
    }

    @Override
    public void readTimeout(Duration limit) throws IOException {
      plain.readTimeout(limit);
    }
  }

  @Override
  public InputStream input() {
    return streams.input();
  }

  @Override
  public OutputStream output() {
    return streams.output();
  }

  @Override
  public void readTimeout(Duration limit) throws IOException {
    plain.readTimeout(limit);
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
