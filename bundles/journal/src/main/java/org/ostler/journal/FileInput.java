// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first octets of a file through a buffer, with the checksum of what was read. For one
 * thread.
 */
final class FileInput extends InputStream {
  private final Disk.File file;
  private final long size;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10).limit(0);
  private final CRC32C crc = new CRC32C();
  private long loaded;

  /** The object that must stay reachable while this is read. */
  @SuppressWarnings("unused")
  private final @Nullable Object owner;

  FileInput(Disk.File file, long size, @Nullable Object owner) {
    this.file = file;
    this.size = size;
    this.owner = owner;
  }

  @Override
  public int read() throws IOException {
    return load() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] octets, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!load()) {
      return -1;
    }
    int piece = Math.min(count, buffer.remaining());
    buffer.get(octets, from, piece);
    return piece;
  }

  private boolean load() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear().limit((int) Math.min(buffer.capacity(), size - loaded));
    int count = file.read(buffer, loaded);
    buffer.flip();
    crc.update(buffer.duplicate());
    loaded += count;
    return count > 0;
  }

  /** How much of the file was read into the buffer. */
  long loaded() {
    return loaded;
  }

  /** The checksum of {@link #loaded} octets. */
  int checksum() {
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
