// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.ostler.control.Frame;

/** The client's standard input. Before it waits it flushes the output, so that prompts are seen. */
final class FramedInput extends InputStream {
  private final DataInputStream in;
  private final OutputStream output;
  private byte[] current = new byte[0];
  private int at;
  private boolean ended;

  FramedInput(DataInputStream in, OutputStream output) {
    this.in = in;
    this.output = output;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] octets, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == current.length && !fill()) {
      return -1;
    }
    int part = Math.min(length, current.length - at);
    System.arraycopy(current, at, octets, offset, part);
    at += part;
    return part;
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    output.flush();
    current = Frame.read(in).octets();
    at = 0;
    ended = current.length == 0;
    return !ended;
  }

  @Override
  public int available() {
    return current.length - at;
  }
}
