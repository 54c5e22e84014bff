// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The form of a record in a segment, all numbers big-endian:
 *
 * <pre>
 *  0 tag       4  random number of the segment, so that nothing that mail carries can pass for a record
 *  4 checksum  4  CRC-32C of the record's offset, octets 8 to 28 and the covered octets
 *  8 version   1
 *  9 kind      1  and two zeros
 * 12 durable   4  everything in the segment below this offset was on disk before this record was written
 * 16 covered   4  size of the covered octets (head and notes)
 * 20 rest      4  size of the rest (an inline body)
 * 24 checksum  4  CRC-32C of the rest, apart so that a head can be read without its body
 * 28 covered, rest, zeros up to a multiple of four
 * </pre>
 *
 * @param covered a view of the covered octets, valid until the window moves
 */
record Frame(int offset, Kind kind, int durable, ByteBuffer covered, int rest) {
  static final int HEADER = 28;
  static final byte VERSION = 1;
  static final long LARGEST = 1L << 29;

  /** What a record says. The order is the code on disk. */
  enum Kind {
    ADD,
    NOTE,
    REPLACE,
    REMOVE,
    MARK;

    private static final Kind[] ALL = values();

    byte code() {
      return (byte) (ordinal() + 1);
    }

    static @Nullable Kind of(int code) {
      return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
    }
  }

  /** The octets that a record takes in its segment. */
  static long size(long covered, long rest) {
    return (HEADER + covered + rest + 3) & ~3L;
  }

  int end() {
    return (int) (offset + size(covered.limit(), rest));
  }

  /** The first {@value #HEADER} octets of a record. */
  static byte[] header(int tag, int offset, int durable, Kind kind, byte[] covered, byte[] rest) {
    byte[] header = new byte[HEADER];
    ByteBuffer fields = ByteBuffer.wrap(header);
    fields.putInt(0, tag).put(8, VERSION).put(9, kind.code()).putInt(12, durable);
    fields.putInt(16, covered.length).putInt(20, rest.length).putInt(24, checksum(rest));
    CRC32C crc = new CRC32C();
    offset(crc, offset);
    crc.update(header, 8, HEADER - 8);
    crc.update(covered);
    return fields.putInt(4, (int) crc.getValue()).array();
  }

  static int checksum(byte[] octets) {
    CRC32C crc = new CRC32C();
    crc.update(octets);
    return (int) crc.getValue();
  }

  private static void offset(CRC32C crc, int offset) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      crc.update(offset >>> shift);
    }
  }

  /** The size that a header claims, or -1 if it cannot be one. Nothing is checked beyond form. */
  static long claimedSize(ByteBuffer header, int tag) {
    if (header.remaining() < HEADER) {
      return -1;
    }
    int at = header.position();
    int covered = header.getInt(at + 16);
    int rest = header.getInt(at + 20);
    boolean formed =
        header.getInt(at) == tag
            && header.get(at + 8) == VERSION
            && Kind.of(header.get(at + 9)) != null;
    return formed && covered >= 0 && rest >= 0 ? size(covered, rest) : -1;
  }

  /**
   * Reads the record at the start of the octets, all of which are its own; null if a checksum is
   * wrong.
   */
  static @Nullable Frame parse(ByteBuffer octets, int tag, int offset) {
    @Nullable Frame record = parseHead(octets, tag, offset);
    if (record == null) {
      return null;
    }
    int restAt = octets.position() + HEADER + record.covered.limit();
    CRC32C crc = new CRC32C();
    crc.update(octets.slice(restAt, record.rest));
    if ((int) crc.getValue() != octets.getInt(octets.position() + 24)) {
      return null;
    }
    for (int i = restAt + record.rest; i < octets.limit(); i++) {
      if (octets.get(i) != 0) {
        return null;
      }
    }
    return record;
  }

  /** Reads the header and the covered octets only. */
  static @Nullable Frame parseHead(ByteBuffer octets, int tag, int offset) {
    long size = claimedSize(octets, tag);
    int at = octets.position();
    if (size < 0 || octets.remaining() < HEADER + (long) octets.getInt(at + 16)) {
      return null;
    }
    ByteBuffer covered = octets.slice(at + HEADER, octets.getInt(at + 16));
    CRC32C crc = new CRC32C();
    offset(crc, offset);
    crc.update(octets.slice(at + 8, HEADER - 8));
    crc.update(covered.duplicate());
    @Nullable Kind kind = Kind.of(octets.get(at + 9));
    if (kind == null || (int) crc.getValue() != octets.getInt(at + 4)) {
      return null;
    }
    return new Frame(offset, kind, octets.getInt(at + 12), covered, octets.getInt(at + 20));
  }
}
