// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of records that was or is appended to. Its header names the end of the segment before, so
 * that what a failed write left there is never taken for records.
 *
 * <pre>
 *  0 "OstlerJ\n"  8
 *  8 version      4
 * 12 number       4
 * 16 tag          4  see {@link Frame}
 * 20 previous end 4  0 for the first segment
 * 24 zeros       36
 * 60 checksum     4  CRC-32C of octets 0 to 60
 * </pre>
 */
final class Segment {
  static final int HEADER = 64;
  static final int VERSION = 1;
  static final String DIRECTORY = "segments";
  private static final byte[] MAGIC = "OstlerJ\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Disk disk;
  private final int number;
  private final int tag;
  private final int previousEnd;
  private final Lease lease = new Lease();

  /** Where the records end; grows only while the segment is the tail. */
  private volatile int end = HEADER;

  Segment(Disk disk, int number, int tag, int previousEnd) {
    this.disk = disk;
    this.number = number;
    this.tag = tag;
    this.previousEnd = previousEnd;
  }

  static String name(int number) {
    return "%s/%08d.seg".formatted(DIRECTORY, number);
  }

  /** The number in a file's name, or -1 for a file that is no segment. */
  static int number(String file) {
    return file.matches("[0-9]{8}\\.seg") ? Integer.parseInt(file.substring(0, 8)) : -1;
  }

  ByteBuffer header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.put(MAGIC).putInt(VERSION).putInt(number).putInt(tag).putInt(previousEnd);
    return header.putInt(60, checksum(header)).rewind();
  }

  private static int checksum(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, 60);
    return (int) crc.getValue();
  }

  /** Reads a header; null if it is not whole. */
  static @Nullable Segment read(Disk disk, int number) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    try (Disk.File file = disk.open(name(number))) {
      file.read(header, 0);
    }
    if (header.hasRemaining()
        || header.getInt(60) != checksum(header)
        || !header.rewind().slice(0, 8).equals(ByteBuffer.wrap(MAGIC))) {
      return null;
    }
    if (header.getInt(8) > VERSION) {
      throw new IOException(
          disk
              + "/"
              + name(number)
              + " has format "
              + header.getInt(8)
              + ", newer than this server's "
              + VERSION
              + ": start the server that wrote it, or a newer one");
    }
    return header.getInt(12) != number
        ? null
        : new Segment(disk, number, header.getInt(16), header.getInt(20));
  }

  int number() {
    return number;
  }

  String name() {
    return name(number);
  }

  int tag() {
    return tag;
  }

  int previousEnd() {
    return previousEnd;
  }

  Lease lease() {
    return lease;
  }

  int end() {
    return end;
  }

  void end(int offset) {
    end = offset;
  }

  /** The covered octets of a record, checked. */
  ByteBuffer covered(int offset, int size) throws IOException {
    ByteBuffer octets = read(offset, Frame.HEADER + size);
    @Nullable Frame frame = Frame.parseHead(octets, tag, offset);
    if (frame == null || frame.covered().limit() != size) {
      throw DamagedSpool.at(disk, name(), offset, "a record's checksum is wrong");
    }
    return frame.covered();
  }

  /** The rest of a record, checked against the record's header. */
  byte[] rest(int offset, int covered, int size) throws IOException {
    ByteBuffer header = read(offset, Frame.HEADER);
    byte[] rest = read(offset + Frame.HEADER + covered, size).array();
    if (header.getInt(24) != Frame.checksum(rest)) {
      throw DamagedSpool.at(disk, name(), offset, "a body's checksum is wrong");
    }
    return rest;
  }

  private ByteBuffer read(int offset, int size) throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(size);
    try (Disk.File file = disk.open(name())) {
      file.read(octets, offset);
    }
    if (octets.hasRemaining()) {
      throw DamagedSpool.at(disk, name(), offset, "the file is shorter than its records");
    }
    return octets.flip();
  }
}
