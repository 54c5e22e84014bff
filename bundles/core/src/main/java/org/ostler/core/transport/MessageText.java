// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.transport.Content;

/**
 * Writes a message as local files and commands want it: LF or CRLF ends, lines that look like
 * separators escaped.
 */
final class MessageText {
  private final byte[] check;
  private final byte[] escape;
  private final boolean crlf;

  /** {@code check} empty: nothing is escaped. */
  MessageText(String check, String escape, boolean crlf) {
    this.check = octets(check);
    this.escape = octets(escape);
    this.crlf = crlf;
  }

  /** Writes prefix, message and suffix. */
  void write(OutputStream to, String prefix, Content content, String suffix) throws IOException {
    try (Escaping out = new Escaping(to)) {
      out.plain(prefix);
      for (HeaderField field : content.headerFields()) {
        out.write(octets(field.text()));
      }
      if (content.hasHeaderSection()) {
        out.write('\n');
      }
      try (InputStream body = content.body()) {
        body.transferTo(out);
      }
      out.endLine();
      out.plain(suffix);
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Compares the start of each line with the check string, across the borders of blocks. */
  private final class Escaping extends OutputStream {
    private final OutputStream out;
    // Octets of the check string that the line has matched so far; -1 when it can no longer match.
    private int matched;
    private boolean atLineStart = true;

    Escaping(OutputStream to) {
      this.out = new BufferedOutputStream(to, 16 * 1024);
    }

    void plain(String text) throws IOException {
      for (byte octet : octets(text)) {
        put(octet);
      }
    }

    void endLine() throws IOException {
      release();
      if (!atLineStart) {
        write('\n');
      }
    }

    @Override
    public void write(int value) throws IOException {
      byte octet = (byte) value;
      if (check.length > 0 && matched >= 0) {
        if (octet == check[matched]) {
          matched++;
          if (matched == check.length) {
            out.write(escape);
            matched = -1;
          }
          atLineStart = false;
          return;
        }
        release();
      }
      atLineStart = octet == '\n';
      if (atLineStart) {
        matched = 0;
      }
      put(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      if (check.length > 0 || crlf) {
        super.write(octets, offset, length);
      } else if (length > 0) {
        out.write(octets, offset, length);
        atLineStart = octets[offset + length - 1] == '\n';
      }
    }

    /** Writes what was held back while it looked like the check string. */
    private void release() throws IOException {
      if (matched > 0) {
        out.write(check, 0, matched);
      }
      matched = -1;
    }

    private void put(byte octet) throws IOException {
      if (octet == '\n' && crlf) {
        out.write('\r');
      }
      out.write(octet);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
