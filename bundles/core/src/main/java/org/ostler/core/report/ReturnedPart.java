// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.ostler.api.mail.HeaderField;

/** The message that a report returns, whole, cut, or its header fields alone (RFC 3462 §1). */
final class ReturnedPart {
  private ReturnedPart() {}

  static void write(OutputStream out, Original original, boolean withBody, long limit)
      throws IOException {
    out.write(
        octets(
            withBody
                ? "Content-type: message/rfc822\n\n"
                : "Content-type: text/rfc822-headers\n\n"));
    out.write(octets("Return-path: <" + original.sender() + ">\n"));
    for (HeaderField field : original.headerFields()) {
      out.write(octets(field.text()));
    }
    out.write('\n');
    if (withBody) {
      body(out, original, limit);
    }
    out.write('\n');
  }

  private static void body(OutputStream out, Original original, long limit) throws IOException {
    boolean cut = limit > 0 && original.bodySize() > limit;
    try (InputStream body = original.body().open()) {
      if (!cut) {
        body.transferTo(out);
        return;
      }
      byte[] block = new byte[8192];
      for (long left = limit; left > 0; ) {
        int got = body.read(block, 0, (int) Math.min(left, block.length));
        if (got < 0) {
          break;
        }
        out.write(block, 0, got);
        left -= got;
      }
    }
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
