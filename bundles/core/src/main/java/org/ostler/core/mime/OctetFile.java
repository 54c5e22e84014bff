// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mime;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file read octet by octet or line by line from any place. Confined to one thread. */
final class OctetFile implements Closeable {
  private final RandomAccessFile file;
  private final byte[] block = new byte[1 << 16];
  private long blockStart;
  private int filled;
  private int at;

  OctetFile(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
  }

  long position() {
    return blockStart + at;
  }

  void seek(long position) {
    if (position >= blockStart && position <= blockStart + filled) {
      at = (int) (position - blockStart);
    } else {
      blockStart = position;
      filled = 0;
      at = 0;
    }
  }

  /** The next octet; -1 at the end. */
  int read() throws IOException {
    if (at == filled && !fill()) {
      return -1;
    }
    return block[at++] & 0xff;
  }

  /** The next octet, which stays to be read; -1 at the end. */
  int peek() throws IOException {
    return at == filled && !fill() ? -1 : block[at] & 0xff;
  }

  private boolean fill() throws IOException {
    blockStart += filled;
    filled = 0;
    at = 0;
    file.seek(blockStart);
    int got = file.read(block);
    filled = Math.max(0, got);
    return filled > 0;
  }

  /** A line with its line feed, or at most so many octets of it; null at the end. */
  @Nullable String line(int longest) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < longest) {
      int octet = read();
      if (octet < 0) {
        break;
      }
      line.append((char) octet);
      if (octet == '\n') {
        break;
      }
    }
    return line.isEmpty() ? null : line.toString();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
