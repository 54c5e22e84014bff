// SPDX-License-Identifier: Apache-2.0
package org.ostler.lmdb;

/**
 * What a meta page says of a tree.
 *
 * @param flags how its keys are ordered
 * @param root the page at its top, or {@link #NO_PAGE} for an empty tree
 */
record Tree(int flags, long root) {
  static final long NO_PAGE = -1;

  /** Octets in the file. */
  static final int SIZE = 48;

  /** Keys are compared from their ends. */
  private static final int REVERSE_KEY = 0x02;

  /** Keys are numbers of 4 or 8 octets in the machine's order. */
  private static final int INTEGER_KEY = 0x08;

  static Tree at(Octets octets, int at) throws LmdbException {
    return new Tree(octets.u16(at + 4), octets.u64(at + 40));
  }

  /** Negative when {@code key} stands before {@code other}, as in memcmp. */
  int compare(byte[] key, Octets other) throws LmdbException {
    int length = other.length();
    if ((flags & INTEGER_KEY) != 0) {
      if (length != key.length) {
        throw new LmdbException("the file has keys of " + length + " octets, all alike");
      }
      return compareFromEnd(key, other);
    }
    if ((flags & REVERSE_KEY) != 0) {
      return compareFromEnd(key, other);
    }
    for (int i = 0; i < key.length && i < length; i++) {
      int difference = Byte.compareUnsigned(key[i], other.at(i));
      if (difference != 0) {
        return difference;
      }
    }
    return key.length - length;
  }

  private static int compareFromEnd(byte[] key, Octets other) {
    for (int i = 1; i <= key.length && i <= other.length(); i++) {
      int difference = Byte.compareUnsigned(key[key.length - i], other.at(other.length() - i));
      if (difference != 0) {
        return difference;
      }
    }
    return key.length - other.length();
  }
}
