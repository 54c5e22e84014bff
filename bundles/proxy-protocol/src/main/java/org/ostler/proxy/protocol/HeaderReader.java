// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * Reads one header, and not an octet more: TLS or SMTP follow at once. What is no header is read to
 * the end of its line, within the limits of one, so that the rest is not taken for commands.
 */
final class HeaderReader {
  // Version 1: the longest line there can be, with its CRLF.
  private static final int LONGEST_LINE = 107;

  private final Source source;

  HeaderReader(Source source) {
    this.source = source;
  }

  /** Where octets come from. */
  interface Source {
    /** The next octet, or -1. */
    int read() throws IOException;
  }

  ProxyHeader read() throws IOException, BadHeader {
    int first = next();
    return first == '\r' ? Version2.read(this, first) : Version1.parse(line(first));
  }

  /** A line without its CRLF. */
  private String line(int first) throws IOException, BadHeader {
    StringBuilder line = new StringBuilder(LONGEST_LINE);
    line.append((char) first);
    while (line.length() < LONGEST_LINE) {
      int octet = next();
      if (octet == '\n') {
        int end = line.length() - 1;
        if (line.charAt(end) != '\r') {
          throw new BadHeader("the line does not end with CRLF");
        }
        return line.substring(0, end);
      }
      line.append((char) octet);
    }
    throw new BadHeader("no line end within " + LONGEST_LINE + " octets");
  }

  byte[] octets(int count) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(count);
    for (int i = 0; i < count; i++) {
      octets.write(next());
    }
    return octets.toByteArray();
  }

  private int next() throws IOException {
    int octet = source.read();
    if (octet < 0) {
      throw new EOFException("the connection ended within the header");
    }
    return octet;
  }
}
