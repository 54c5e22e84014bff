// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.transport.Content;

/** Writes a message's header fields and body in their wire form and counts the octets. One use. */
final class MessageWriter {
  private final Content content;
  private long written;

  MessageWriter(Content content) {
    this.content = content;
  }

  /** Octets handed on so far. */
  long written() {
    return written;
  }

  /** Writes the message with its dots doubled and the line that ends it. */
  void writeDotted(OutputStream out) throws IOException {
    WireWriter wire = new WireWriter(new Counted(out), true);
    copy(wire);
    wire.finish(".\r\n");
  }

  /** Writes the message as it is, for BDAT. */
  void write(OutputStream out) throws IOException {
    WireWriter wire = new WireWriter(new Counted(out), false);
    copy(wire);
    wire.finish("");
  }

  private void copy(WireWriter wire) throws IOException {
    for (HeaderField field : content.headerFields()) {
      wire.write(field.text());
    }
    if (content.hasHeaderSection()) {
      wire.write("\n");
    }
    try (InputStream body = content.body()) {
      wire.write(body);
    }
  }

  private final class Counted extends OutputStream {
    private final OutputStream out;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      out.write(octets, offset, length);
      written += length;
    }
  }
}
