// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

/**
 * Where a record starts, as one number that grows with time: the segment's number above, the offset
 * below.
 */
final class Location {
  private Location() {}

  static long of(int segment, int offset) {
    return ((long) segment << 32) | offset;
  }

  static int segment(long location) {
    return (int) (location >>> 32);
  }

  static int offset(long location) {
    return (int) location;
  }
}
