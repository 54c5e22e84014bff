// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.ostler.api.spool.SpoolFull;

/**
 * The segment that is appended to. Used by the writer thread alone.
 *
 * <p>Zeros are written ahead of the records: overwriting blocks that the file has already lets
 * fdatasync leave the file system's journal alone, which halves its time on ext4. Recovery takes
 * zeros for the end.
 */
final class Tail {
  private static final int STAGING = 1 << 20;

  /**
   * A larger round has the file system's journal to itself long enough; zeros would only double its
   * octets.
   */
  private static final int SMALL_ROUND = 128 << 10;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(STAGING).asReadOnlyBuffer();

  private final Segment segment;
  private final Disk.File file;
  private final int preallocation;
  private final ByteBuffer staging;

  /** Where the next staged octet goes. */
  private int cursor;

  /** The size of the file, zeros ahead included. */
  private long allocated;

  private Tail(Segment segment, Disk.File file, int preallocation, ByteBuffer staging) {
    this.segment = segment;
    this.file = file;
    this.preallocation = preallocation;
    this.staging = staging;
    this.cursor = segment.end();
    this.allocated = segment.end();
  }

  static ByteBuffer staging() {
    return ByteBuffer.allocateDirect(STAGING);
  }

  /** Makes a new segment; when this returns it is on disk with its name. */
  static Tail create(Disk disk, Segment segment, int preallocation, ByteBuffer staging)
      throws IOException {
    // Left by an attempt that failed: no record was ever put in it.
    disk.delete(segment.name());
    Disk.File file = disk.create(segment.name());
    try {
      file.write(segment.header(), 0);
      file.force(true);
      disk.syncDirectory(Segment.DIRECTORY);
      return new Tail(segment, file, preallocation, staging.clear());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Goes on with a segment that holds no record yet. */
  static Tail resume(Disk disk, Segment segment, int preallocation, ByteBuffer staging)
      throws IOException {
    return new Tail(segment, disk.open(segment.name()), preallocation, staging.clear());
  }

  Segment segment() {
    return segment;
  }

  /** Puts a record behind the last; not on disk before {@link #force}. Its offset. */
  int append(Change change) throws IOException {
    int offset = cursor + staging.position();
    byte[] covered = change.covered();
    byte[] rest = change.rest();
    put(Frame.header(segment.tag(), offset, segment.end(), change.kind(), covered, rest));
    put(covered);
    put(rest);
    long end = offset + Frame.size(covered.length, rest.length);
    put(new byte[(int) (end - cursor - staging.position())]);
    return offset;
  }

  private void put(byte[] octets) throws IOException {
    for (int from = 0; from < octets.length; ) {
      int count = Math.min(octets.length - from, staging.remaining());
      staging.put(octets, from, count);
      from += count;
      if (!staging.hasRemaining()) {
        flush();
      }
    }
  }

  /** Hands what is staged to the file: one write for all that waited. */
  void flush() throws IOException {
    staging.flip();
    int count = staging.remaining();
    if (cursor + (long) count > allocated && count < SMALL_ROUND && preallocation > 0) {
      allocate(cursor + (long) count);
    }
    file.write(staging, cursor);
    cursor += count;
    allocated = Math.max(allocated, cursor);
    staging.clear();
  }

  private void allocate(long needed) throws IOException {
    long until = needed + preallocation;
    ByteBuffer zeros = ZEROS.duplicate();
    try {
      for (long at = allocated; at < until; at += zeros.limit()) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), until - at));
        file.write(zeros, at);
      }
      allocated = until;
    } catch (SpoolFull e) {
      // No room ahead; there may still be room for the records themselves, such as the removals
      // that make room.
      file.truncate(cursor);
      allocated = cursor;
    }
  }

  /** Returns when everything appended is on disk, and only then moves the segment's end. */
  void force() throws IOException {
    file.force(false);
    segment.end(cursor);
  }

  /**
   * Takes back everything since the last {@link #force}, after a write that failed for want of
   * space.
   */
  void rollback() throws IOException {
    staging.clear();
    cursor = segment.end();
    file.truncate(cursor);
    allocated = cursor;
    file.force(true);
  }

  /** Gives back the zeros ahead. The next segment's header will name the same end. */
  void finish() throws IOException {
    file.truncate(segment.end());
    file.force(true);
    file.close();
  }

  /** Leaves the segment as a failed disk left it; what is before its end stays readable. */
  void abandon() {
    try (file) {
      file.truncate(segment.end());
      file.force(true);
    } catch (IOException e) {
      // The next segment's header names the end of this one, so nothing after it counts either way.
      Journal.LOG.warn("cannot cut {} at {}: {}", segment.name(), segment.end(), e.getMessage());
    }
  }
}
