// SPDX-License-Identifier: Apache-2.0
package org.ostler.control;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Sends what is written as frames of one kind. Several may share a channel: each frame is written
 * under its lock.
 */
public final class FrameStream extends OutputStream {
  private final DataOutputStream channel;
  private final Frame.Kind kind;
  private final byte[] buffer = new byte[8192];
  private int used;

  public FrameStream(DataOutputStream channel, Frame.Kind kind) {
    this.channel = channel;
    this.kind = kind;
  }

  @Override
  public void write(int octet) throws IOException {
    if (used == buffer.length) {
      send();
    }
    buffer[used++] = (byte) octet;
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (used == buffer.length) {
        send();
      }
      int part = Math.min(length - done, buffer.length - used);
      System.arraycopy(octets, offset + done, buffer, used, part);
      used += part;
      done += part;
    }
  }

  private void send() throws IOException {
    synchronized (channel) {
      Frame.write(channel, kind, buffer, 0, used);
    }
    used = 0;
  }

  @Override
  public void flush() throws IOException {
    if (used > 0) {
      send();
    }
    channel.flush();
  }
}
