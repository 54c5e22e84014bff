// SPDX-License-Identifier: Apache-2.0
package org.ostler.lmdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A part of the file in memory. LMDB writes numbers in the byte order of the machine it runs on;
 * files come from machines of the usual order, least significant octet first. Every number read is
 * one that a damaged file may hold: what lies outside is {@link LmdbException}, nothing else.
 */
final class Octets {
  private final ByteBuffer buffer;

  Octets(ByteBuffer buffer) {
    this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  int length() {
    return buffer.limit();
  }

  int u16(int at) throws LmdbException {
    check(at, 2);
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  long u32(int at) throws LmdbException {
    check(at, 4);
    return Integer.toUnsignedLong(buffer.getInt(at));
  }

  long u64(int at) throws LmdbException {
    check(at, 8);
    return buffer.getLong(at);
  }

  /** A part, numbered from 0 again. */
  Octets part(int at, long length) throws LmdbException {
    check(at, length);
    return new Octets(buffer.slice(at, (int) length));
  }

  byte[] all() {
    byte[] octets = new byte[length()];
    buffer.get(0, octets);
    return octets;
  }

  byte at(int index) {
    return buffer.get(index);
  }

  private void check(int at, long length) throws LmdbException {
    if (at < 0 || length < 0 || at + length > buffer.limit()) {
      throw LmdbException.damaged("a page points outside itself");
    }
  }
}
