// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The input of a batch: commands and messages, with the number of the line that was read last. */
final class BatchInput {
  /** RFC 5321 §4.5.3.1.4 asks for 512 octets; longer lines are no commands. */
  private static final int LONGEST = 16 * 1024;

  private final BufferedInputStream in;
  private int line;

  BatchInput(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The number of the last line; that after the last one at the end of the input. */
  int line() {
    return line;
  }

  /** Counts the end of the input as a line, which it is for a body but not for a header section. */
  void endsWithin(boolean body) {
    line += body ? 1 : 0;
  }

  /** The next line without its end; null at the end of the input. */
  @Nullable String command() throws IOException {
    StringBuilder text = new StringBuilder(80);
    line++;
    int octet = in.read();
    if (octet < 0) {
      return null;
    }
    while (octet >= 0 && octet != '\n') {
      if (text.length() < LONGEST) {
        text.append((char) octet);
      }
      octet = in.read();
    }
    int end = text.length() - 1;
    if (end >= 0 && text.charAt(end) == '\r') {
      text.setLength(end);
    }
    return text.toString();
  }

  /**
   * The octets up to a lone dot, with the dots that were put before others taken off (RFC 5321
   * §4.5.2). An input that ends before throws an {@link EOFException}.
   */
  InputStream message() {
    return new Dotted();
  }

  private final class Dotted extends InputStream {
    private boolean atStart = true;
    private boolean done;

    @Override
    public int read() throws IOException {
      if (done) {
        return -1;
      }
      int octet = next();
      if (atStart && octet == '.') {
        octet = next();
        if (octet == '\n' || (octet == '\r' && peek() == '\n')) {
          if (octet == '\r') {
            next();
          }
          done = true;
          return -1;
        }
      }
      atStart = octet == '\n';
      return octet;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      int count = 0;
      while (count < length) {
        int octet;
        try {
          octet = read();
        } catch (EOFException end) {
          if (count == 0) {
            throw end;
          }
          return count; // what came before the end is told first
        }
        if (octet < 0) {
          return count == 0 ? -1 : count;
        }
        octets[offset + count++] = (byte) octet;
      }
      return count;
    }

    private int next() throws IOException {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("the batch ends within a message");
      }
      line += octet == '\n' ? 1 : 0;
      return octet;
    }

    private int peek() throws IOException {
      in.mark(1);
      int octet = in.read();
      in.reset();
      return octet;
    }
  }
}
