// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.smtp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.ostler.api.smtp.Preamble;

/** The first octets of a connection, written down. */
public final class MemoryInput implements Preamble.Input {
  private final ByteArrayInputStream octets;
  private final boolean silent;

  /** The octets, what follows, and the end of input. */
  public MemoryInput(byte[] octets, String following) {
    this(octets, following, false);
  }

  private MemoryInput(byte[] octets, String following, boolean silent) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(octets);
    all.writeBytes(following.getBytes(StandardCharsets.ISO_8859_1));
    this.octets = new ByteArrayInputStream(all.toByteArray());
    this.silent = silent;
  }

  /** The octets, and then nothing until the time is over. */
  public static MemoryInput thenSilence(String octets) {
    return new MemoryInput(octets.getBytes(StandardCharsets.ISO_8859_1), "", true);
  }

  /** What was not read. */
  public String rest() {
    return new String(octets.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public int read() throws SocketTimeoutException {
    int octet = octets.read();
    if (octet < 0 && silent) {
      throw new SocketTimeoutException("deadline passed");
    }
    return octet;
  }
}
