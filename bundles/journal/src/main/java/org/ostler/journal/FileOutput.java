// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Writes a file from its start through a buffer, with the checksum of what went by. For one thread.
 */
final class FileOutput extends OutputStream {
  private final Disk.File file;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
  private final CRC32C crc = new CRC32C();
  private long flushed;

  FileOutput(Disk.File file) {
    this.file = file;
  }

  @Override
  public void write(int octet) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.put((byte) octet);
  }

  @Override
  public void write(byte[] octets, int from, int count) throws IOException {
    for (int done = 0; done < count; ) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int piece = Math.min(count - done, buffer.remaining());
      buffer.put(octets, from + done, piece);
      done += piece;
    }
  }

  @Override
  public void flush() throws IOException {
    int count = buffer.flip().remaining();
    crc.update(buffer.duplicate());
    file.write(buffer, flushed);
    flushed += count;
    buffer.clear();
  }

  /** The checksum of everything flushed. */
  int checksum() {
    return (int) crc.getValue();
  }

  long size() {
    return flushed + buffer.position();
  }

  /** Returns when all of it is on disk. */
  void force() throws IOException {
    flush();
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
