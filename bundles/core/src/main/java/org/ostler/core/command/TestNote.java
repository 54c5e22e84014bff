// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Says behind each acknowledged message of {@code -bh} that nothing was kept of it. */
final class TestNote extends FilterOutputStream {
  private static final String ACKNOWLEDGED = "250 OK id=";
  private static final byte[] NOTE =
      "\n**** SMTP testing: that is not a real message id!\n\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final int PAST = 1000;

  private int column;
  private boolean acknowledged;

  TestNote(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int octet) throws IOException {
    out.write(octet);
    if (octet == '\n') {
      if (acknowledged) {
        out.write(NOTE);
      }
      column = 0;
      acknowledged = false;
      return;
    }
    boolean same = column < ACKNOWLEDGED.length() && ACKNOWLEDGED.charAt(column) == octet;
    // Every character so far was the expected one, or the column would not be where it is.
    column = same ? column + 1 : PAST;
    acknowledged |= column == ACKNOWLEDGED.length();
  }
}
