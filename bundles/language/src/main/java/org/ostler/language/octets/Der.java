// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.util.Arrays;

/**
 * A value of DER (X.690) among others. Walking on goes into what is constructed. Octets that make
 * no sense end the walk.
 *
 * @param at where its tag is
 */
record Der(byte[] octets, int at) {
  boolean isThere() {
    return at + 2 <= octets.length && start() >= 0 && start() + length() <= octets.length;
  }

  int tag() {
    return octets[at] & 0xff;
  }

  byte[] content() {
    return isThere() ? Arrays.copyOfRange(octets, start(), start() + length()) : new byte[0];
  }

  /** Whether it is exactly this, tag and length included. */
  boolean isFrom(byte[] whole) {
    return Arrays.equals(octets, at, start() + length(), whole, 0, whole.length);
  }

  Der next() {
    boolean constructed = (tag() & 0x20) != 0;
    return new Der(octets, constructed ? start() : start() + length());
  }

  private int lengthOctets() {
    int first = octets[at + 1] & 0xff;
    return first < 0x80 ? 0 : first & 0x7f;
  }

  private int start() {
    // More than three octets of length are more than any certificate has.
    int more = lengthOctets();
    return more > 3 || at + 2 + more > octets.length ? -1 : at + 2 + more;
  }

  private int length() {
    int more = lengthOctets();
    if (more == 0) {
      return octets[at + 1] & 0x7f;
    }
    int length = 0;
    for (int i = 0; i < more; i++) {
      length = length << 8 | octets[at + 2 + i] & 0xff;
    }
    return length;
  }
}
