// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Content;
import org.ostler.core.report.ReportOptions;

/** The copy of a message in the reply to it, under Exim's rubric. */
record ReturnedCopy(Settings transport, Settings main) {
  void write(Content content, OutputStream out) throws IOException {
    boolean headersOnly = transport.value(ReplyOptions.HEADERS_ONLY);
    boolean bodyOnly = transport.value(ReplyOptions.BODY_ONLY);
    long limit = main.value(ReportOptions.BOUNCE_RETURN_SIZE_LIMIT);
    String what =
        headersOnly
            ? "message's header lines."
            : bodyOnly
                ? "body of the message, without the headers."
                : "message, including all the headers.";
    text(out, "\n------ This is a copy of the " + what + "\n");
    boolean cut = limit > 0 && !headersOnly && content.bodySize() > limit;
    if (cut) {
      text(
          out,
          "------ The body of the message is "
              + content.bodySize()
              + " characters long; only the first\n------ "
              + limit
              + " or so are included here.\n");
    }
    text(out, "\n");
    if (!bodyOnly) {
      for (HeaderField field : content.headerFields()) {
        text(out, field.text());
      }
      text(out, "\n");
    }
    if (!headersOnly) {
      body(content, cut ? limit : Long.MAX_VALUE, out);
    }
  }

  private static void body(Content content, long limit, OutputStream out) throws IOException {
    long left = limit;
    byte[] block = new byte[8192];
    try (InputStream body = content.body()) {
      int got = body.read(block, 0, (int) Math.min(block.length, left));
      while (got > 0) {
        out.write(block, 0, got);
        left -= got;
        got = left == 0 ? 0 : body.read(block, 0, (int) Math.min(block.length, left));
      }
    }
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
