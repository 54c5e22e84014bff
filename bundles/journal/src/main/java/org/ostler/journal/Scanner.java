// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one segment forward through a window, so that no segment is in memory whole.
 */
final class Scanner implements Closeable {
  private static final int WINDOW = 1 << 20;

  private final Segment segment;
  private final Disk.File file;
  private final long limit;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowAt;

  /**
   * @param limit nothing at or after this offset is read
   */
  Scanner(Disk disk, Segment segment, long limit) throws IOException {
    this.segment = segment;
    this.file = disk.open(segment.name());
    this.limit = Math.min(limit, file.size());
  }

  /** Where reading ends. */
  long limit() {
    return limit;
  }

  /** The record that starts here, checked whole; null if there is none. */
  @Nullable Frame frame(long offset) throws IOException {
    if (limit - offset < Frame.HEADER) {
      return null;
    }
    long size = Frame.claimedSize(view(offset, Frame.HEADER), segment.tag());
    if (size < 0 || size > Frame.LARGEST || offset + size > limit) {
      return null;
    }
    return Frame.parse(view(offset, (int) size), segment.tag(), (int) offset);
  }

  /**
   * The next whole record at or after an offset, whatever lies before it; null if there is none.
   */
  @Nullable Frame search(long from) throws IOException {
    // Records start at multiples of four, as does the header's end.
    for (long offset = (from + 3) & ~3L; limit - offset >= Frame.HEADER; ) {
      int count = (int) Math.min(WINDOW / 2, limit - offset) & ~3;
      ByteBuffer octets = view(offset, count);
      int at = 0;
      while (at < count && octets.getInt(at) != segment.tag()) {
        at += 4;
      }
      if (at < count) {
        @Nullable Frame found = frame(offset + at);
        if (found != null) {
          return found;
        }
        at += 4;
      }
      offset += at;
    }
    return null;
  }

  private ByteBuffer view(long offset, int size) throws IOException {
    if (offset < windowAt || offset + size > windowAt + window.limit()) {
      if (window.capacity() < size) {
        window = ByteBuffer.allocate(size);
      }
      windowAt = offset;
      window.clear().limit((int) Math.min(window.capacity(), limit - offset));
      file.read(window, offset);
      window.flip();
      if (window.limit() < size) {
        throw new IOException(segment.name() + " became shorter while it was read");
      }
    }
    return window.slice((int) (offset - windowAt), size);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
