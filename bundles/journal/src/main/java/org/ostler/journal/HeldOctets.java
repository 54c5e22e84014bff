// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Reads octets in memory, and hands them on as they are where the JDK copies them for any stream
 * that is not its own.
 */
final class HeldOctets extends ByteArrayInputStream {
  HeldOctets(byte[] octets) {
    super(octets);
  }

  @Override
  public synchronized long transferTo(OutputStream out) throws IOException {
    int left = count - pos;
    out.write(buf, pos, left);
    pos = count;
    return left;
  }
}
