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

  /** What stands in place of a body that is too large. */
  private static final String CUT =
      "X-Exim-DSN-Information: Due to administrative limits only headers are returned\n";

  /** Writes the part; {@code cut} says that the body would be wanted and is too large. */
  static void write(OutputStream out, Original original, boolean withBody, boolean cut)
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
    out.write(octets(cut ? CUT + "\n" : "\n"));
    if (withBody) {
      try (InputStream body = original.body().open()) {
        body.transferTo(out);
      }
    }
    out.write('\n');
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
