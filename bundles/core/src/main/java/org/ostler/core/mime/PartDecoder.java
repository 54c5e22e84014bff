// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mime;

import java.io.IOException;
import java.io.OutputStream;
import org.ostler.core.mail.MimePart;

/**
 * Undoes a transfer encoding (RFC 2045 §6), line by line. What is wrong is passed over or left as
 * it stands, and remembered as an anomaly of the part.
 */
final class PartDecoder implements MimePart.Content.Lines {
  private static final int BROKEN_QUOTED_PRINTABLE = 1;
  private static final int BROKEN_BASE64 = 2;

  /** What becomes of a line. */
  @FunctionalInterface
  private interface Encoding {
    void undo(String line) throws IOException;
  }

  private final MimePart part;
  private final OutputStream out;
  private final Encoding encoding;
  private long written;

  /** Sextets so far, padding included, and the bits that wait for the next. */
  private int sextets;

  private int bits;

  PartDecoder(MimePart part, OutputStream out) {
    this.part = part;
    this.out = out;
    String name = part.transferEncoding == null ? "" : part.transferEncoding;
    this.encoding =
        switch (name) {
          case "base64" -> this::base64;
          case "quoted-printable" -> this::quotedPrintable;
          default -> this::asItStands;
        };
  }

  @Override
  public boolean line(String octets) throws IOException {
    encoding.undo(octets);
    return true;
  }

  /** The end of the part: how many octets were written. */
  long end() throws IOException {
    if ((sextets & 3) != 0) {
      put(bits); // Exim writes the octet that was begun
    }
    return written;
  }

  private void put(int octet) throws IOException {
    out.write(octet);
    written++;
  }

  private void asItStands(String line) throws IOException {
    for (int i = 0; i < line.length(); i++) {
      put(line.charAt(i));
    }
  }

  /** RFC 2045 §6.8. */
  private void base64(String line) throws IOException {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        return;
      }
      if (c == '=') {
        sextets++;
        continue;
      }
      int value = sextet(c);
      if (value < 0) {
        anomaly(BROKEN_BASE64, "Broken BASE64 encoding detected");
        continue;
      }
      switch (sextets++ & 3) {
        case 0 -> bits = value << 2;
        case 1 -> {
          put(bits | value >> 4);
          bits = value << 4 & 0xff;
        }
        case 2 -> {
          put(bits | value >> 2);
          bits = value << 6 & 0xff;
        }
        default -> put(bits | value);
      }
    }
  }

  private static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }

  /** RFC 2045 §6.7. */
  private void quotedPrintable(String line) throws IOException {
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c != '=') {
        put(c);
        i++;
      } else if (hex(line, i + 1) >= 0 && hex(line, i + 2) >= 0) {
        put(hex(line, i + 1) << 4 | hex(line, i + 2));
        i += 3;
      } else if (isSoftBreak(line, i + 1)) {
        return;
      } else {
        anomaly(BROKEN_QUOTED_PRINTABLE, "Broken Quoted-Printable encoding detected");
        put(c);
        i++;
      }
    }
  }

  private static int hex(String line, int at) {
    return at < line.length() && line.charAt(at) < 128 ? Character.digit(line.charAt(at), 16) : -1;
  }

  private static boolean isSoftBreak(String line, int from) {
    int i = from;
    while (i < line.length() && " \t\r".indexOf(line.charAt(i)) >= 0) {
      i++;
    }
    return i < line.length() && line.charAt(i) == '\n';
  }

  private void anomaly(int level, String text) {
    part.anomalyLevel = level;
    part.anomaly = text;
  }
}
