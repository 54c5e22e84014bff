// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.ostler.core.thread.Buffers;

/**
 * Writes message octets in their wire form: each LF becomes CRLF, a CR of the content never leaves
 * as a bare one (RFC 5321 §2.3.8), and dots at line starts are doubled when asked (RFC 5321
 * §4.5.2). A message that fits in one block leaves in one piece. Not for many threads; of no use
 * once it is finished.
 */
public final class WireWriter {
  private static final byte[] NONE = {};

  private final OutputStream out;
  private final boolean doubleDots;
  private byte[] buffer = Buffers.take();
  private int used;
  private boolean lineStart = true;
  private boolean heldReturn;

  /** Writes to {@code out}; {@code doubleDots} for DATA, not for BDAT. */
  public WireWriter(OutputStream out, boolean doubleDots) {
    this.out = out;
    this.doubleDots = doubleDots;
  }

  /** Writes text of octets. */
  public void write(String octets) throws IOException {
    byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
    write(bytes, 0, bytes.length);
  }

  /** Writes a whole stream. One of octets in memory hands them over without a copy. */
  public void write(InputStream content) throws IOException {
    content.transferTo(
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            WireWriter.this.write(new byte[] {(byte) octet}, 0, 1);
          }

          @Override
          public void write(byte[] octets, int offset, int length) throws IOException {
            WireWriter.this.write(octets, offset, length);
          }
        });
  }

  /** Writes octets with LF line ends. */
  public void write(byte[] octets, int offset, int length) throws IOException {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      byte octet = octets[at];
      if (octet == '\n') {
        endLine();
        at++;
        continue;
      }
      if (heldReturn) {
        // A CR that no LF follows: a space keeps the words apart and smuggles no line end.
        heldReturn = false;
        put((byte) ' ');
        lineStart = false;
      }
      if (octet == '\r') {
        heldReturn = true;
        at++;
        continue;
      }
      if (lineStart && doubleDots && octet == '.') {
        put((byte) '.');
      }
      lineStart = false;
      int plain = at + 1;
      while (plain < end && octets[plain] != '\n' && octets[plain] != '\r') {
        plain++;
      }
      copy(octets, at, plain - at);
      at = plain;
    }
  }

  private void endLine() throws IOException {
    heldReturn = false;
    put((byte) '\r');
    put((byte) '\n');
    lineStart = true;
  }

  private void copy(byte[] octets, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      if (used == buffer.length) {
        drain();
      }
      int some = Math.min(left, buffer.length - used);
      System.arraycopy(octets, at, buffer, used, some);
      used += some;
      at += some;
      left -= some;
    }
  }

  private void put(byte octet) throws IOException {
    if (used == buffer.length) {
      drain();
    }
    buffer[used++] = octet;
  }

  private void drain() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  /** Ends the last line if it has no end, adds {@code tail} as it is, and hands all on. */
  public void finish(String tail) throws IOException {
    heldReturn = false;
    if (!lineStart) {
      endLine();
    }
    byte[] last = tail.getBytes(StandardCharsets.ISO_8859_1);
    copy(last, 0, last.length);
    drain();
    Buffers.give(buffer);
    buffer = NONE;
  }
}
