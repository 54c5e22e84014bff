// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a field of a part's header the way Exim does: on one line, without comments (RFC 5322
 * §3.2.2) and without the white space that means nothing, with a semicolon at its end. Values of
 * parameters keep their blanks and comments. A backslash outside a value takes the next octet as it
 * stands. Control characters are dropped.
 */
final class HeaderLine {
  private static final int LONGEST = 8192;

  private enum Mode {
    PLAIN,
    BEFORE_VALUE,
    VALUE
  }

  private final OctetFile in;
  private final StringBuilder line = new StringBuilder();
  private Mode mode = Mode.PLAIN;
  private int brackets;
  private boolean atEnd;

  private HeaderLine(OctetFile in) {
    this.in = in;
  }

  /** The next field; null for the empty line after the header, and at the end of the file. */
  static @Nullable String read(OctetFile in) throws IOException {
    return new HeaderLine(in).read();
  }

  private @Nullable String read() throws IOException {
    boolean done = false;
    while (!done) {
      int octet = in.read();
      if (octet < 0) {
        atEnd = true;
        break;
      }
      if (octet == '\n') {
        int next = line.isEmpty() ? 0 : in.peek();
        if (next < 0) {
          atEnd = true;
          break;
        }
        if (next == ' ' || next == '\t') {
          in.read(); // RFC 5322 §2.2.3: the field goes on, without this blank
          continue;
        }
        octet = ';';
        done = true;
      }
      if (octet >= ' ') {
        take(octet);
      }
      done |= atEnd || line.length() > LONGEST - 1;
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) != ';') {
      line.setCharAt(line.length() - 1, ';');
    }
    return atEnd || line.length() == 1 ? null : line.toString();
  }

  private void take(int octet) throws IOException {
    if (mode == Mode.PLAIN) {
      plain(octet);
      return;
    }
    if (octet == ' ' && mode == Mode.BEFORE_VALUE) {
      return;
    }
    mode = octet == ';' ? Mode.PLAIN : Mode.VALUE;
    line.append((char) octet);
  }

  private void plain(int first) throws IOException {
    int octet = first;
    switch (octet) {
      case ' ' -> {
        return;
      }
      case '\\' -> {
        octet = in.read();
        if (octet < 0) {
          atEnd = true;
          return;
        }
      }
      case '(' -> {
        brackets++;
        return;
      }
      case ')' -> {
        if (brackets > 0) {
          brackets--;
          return;
        }
      }
      case '=' -> mode = brackets == 0 ? Mode.BEFORE_VALUE : mode;
      default -> {
        // Any other octet is part of the field.
      }
    }
    if (brackets == 0) {
      line.append((char) octet);
    }
  }
}
