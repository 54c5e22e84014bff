// SPDX-License-Identifier: Apache-2.0
package org.ostler.lmdb;

/**
 * A page of the tree: a header, an array of offsets that grows upwards, and nodes that grow
 * downwards from its end. Duplicate values of a key may form a page inside a node.
 *
 * <pre>
 * header: number 8, key size of LEAF2 2, flags 2, end of the offsets 2, start of the nodes 2
 * node:   data size or child, low 2, high 2, flags or child's top 2, key size 2, key, data
 * </pre>
 */
record Page(Octets octets) {
  static final int HEADER = 16;
  static final int BRANCH = 0x01;
  static final int LEAF = 0x02;
  static final int OVERFLOW = 0x04;
  static final int META = 0x08;

  /** Keys of one size without nodes, for the values of a key. */
  static final int LEAF2 = 0x20;

  /** A page inside a node. */
  static final int SUB_PAGE = 0x40;

  private static final int NODE_HEADER = 8;

  long number() throws LmdbException {
    return octets.u64(0);
  }

  int flags() throws LmdbException {
    return octets.u16(10);
  }

  boolean is(int flag) throws LmdbException {
    return (flags() & flag) != 0;
  }

  /** Pages that an overflow page spans. */
  long pages() throws LmdbException {
    return octets.u32(12);
  }

  int keys() throws LmdbException {
    int end = octets.u16(12);
    if (end < HEADER || end > octets.length()) {
      throw LmdbException.damaged("a page has a wrong number of keys");
    }
    return (end - HEADER) / 2;
  }

  /** The smallest value on a page of duplicates. */
  Octets firstKey() throws LmdbException {
    if (keys() == 0) {
      throw LmdbException.damaged("a page of values is empty");
    }
    return is(LEAF2) ? octets.part(HEADER, octets.u16(8)) : key(0);
  }

  Octets key(int index) throws LmdbException {
    int node = node(index);
    return octets.part(node + NODE_HEADER, octets.u16(node + 6));
  }

  /** The page below a node of a branch: a number of 48 bits. */
  long child(int index) throws LmdbException {
    int node = node(index);
    return dataSize(index) | (long) octets.u16(node + 4) << 32;
  }

  int nodeFlags(int index) throws LmdbException {
    return octets.u16(node(index) + 4);
  }

  long dataSize(int index) throws LmdbException {
    return octets.u32(node(index));
  }

  /** Data of a node, {@code length} octets of it. */
  Octets data(int index, long length) throws LmdbException {
    int node = node(index);
    return octets.part(node + NODE_HEADER + octets.u16(node + 6), length);
  }

  private int node(int index) throws LmdbException {
    return octets.u16(HEADER + 2 * index);
  }
}
