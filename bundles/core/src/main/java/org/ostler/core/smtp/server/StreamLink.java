// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A link over two streams, for {@code -bs} and {@code -bh}. Reads have no time limit: whoever
 * started the program can end it. The streams stay open when the session ends.
 */
public record StreamLink(InputStream input, OutputStream output) implements Link {
  @Override
  public void readTimeout(Duration limit) {}

  @Override
  public boolean isNetwork() {
    return false;
  }

  @Override
  public void close() throws IOException {
    output.flush();
  }
}
