// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mime;

import java.io.IOException;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.MimePart;
import org.ostler.language.octets.EncodedWords;
import org.ostler.language.text.Ascii;

/**
 * Reads the header of a part (RFC 2045 §3). Parameters are looked for in all five fields, and the
 * last of a name counts, as in Exim; where pieces of an extended one cannot be decoded, a
 * Content-Disposition field gives them as they stand.
 */
final class PartHeader {
  private static final Map<String, BiConsumer<MimePart, String>> FIELDS =
      Map.of(
          "content-type:", (part, value) -> part.type = value,
          "content-disposition:", (part, value) -> part.disposition = value,
          "content-transfer-encoding:", (part, value) -> part.transferEncoding = value,
          "content-id:", (part, value) -> part.id = value,
          "content-description:", (part, value) -> part.description = value);

  private final MimePart part;
  private final String line;
  private final boolean checksWordLength;
  private final StringBuilder decoded = new StringBuilder();
  private final StringBuilder raw = new StringBuilder();
  private @Nullable String charset;
  private boolean undecodable;
  private int at;

  private PartHeader(MimePart part, String line, boolean checksWordLength) {
    this.part = part;
    this.line = line;
    this.checksWordLength = checksWordLength;
  }

  /** Reads fields up to the empty line. */
  static void read(OctetFile in, MimePart part, boolean checksWordLength) throws IOException {
    for (String line = HeaderLine.read(in); line != null; line = HeaderLine.read(in)) {
      String field = line;
      FIELDS.forEach(
          (name, setter) -> {
            if (Ascii.startsIgnoringCase(field, name)) {
              new PartHeader(part, field, checksWordLength).field(name, setter);
            }
          });
    }
    part.multipart = part.type != null && part.type.startsWith("multipart");
  }

  private void field(String name, BiConsumer<MimePart, String> setter) {
    int end = line.indexOf(';');
    setter.accept(part, Ascii.lower(line.substring(name.length(), end)));
    at = end + 1;
    while (at < line.length()) {
      parameter();
      skip();
      at++;
    }
    if (undecodable && Ascii.startsIgnoringCase(line, "content-disposition:")) {
      part.filename = raw.toString();
    }
  }

  private void parameter() {
    if (startsWith("filename*") || startsWith("name*")) {
      extended();
    } else if (startsWith("name=") || startsWith("filename=")) {
      part.filename = value();
    } else if (startsWith("charset=")) {
      part.charset = value();
    } else if (startsWith("boundary=")) {
      part.boundary = value();
    }
  }

  private boolean startsWith(String name) {
    return line.length() - at >= name.length()
        && Ascii.sameIgnoringCase(line.substring(at, at + name.length()), name);
  }

  /** A value with encoded words (RFC 2047) decoded; null when it is empty. */
  private @Nullable String value() {
    at = line.indexOf('=', at) + 1;
    String value = unquoted();
    return value.isEmpty()
        ? null
        : EncodedWords.decode(value, null, checksWordLength).text().replace('\0', ' ');
  }

  /**
   * A piece of an extended parameter (RFC 2231 §3, §4); pieces count in the order in which they
   * stand.
   */
  private void extended() {
    int equals = line.indexOf('=', at);
    at = equals < 0 ? line.length() : equals + 1;
    String piece = unquoted();
    if (piece.isEmpty()) {
      return;
    }
    raw.append(piece);
    if (undecodable) {
      return;
    }
    String octets = decode(charset == null ? withoutCharset(piece) : piece);
    if (octets == null) {
      undecodable = true;
    } else {
      part.filename = decoded.append(octets).toString();
    }
  }

  private String withoutCharset(String piece) {
    int quote = piece.indexOf('\'');
    if (quote < 0) {
      return piece;
    }
    charset = quote == 0 ? null : piece.substring(0, quote);
    int from = quote + 1;
    while (from < piece.length() && piece.charAt(from) == '\'') {
      from++;
    }
    return piece.substring(from);
  }

  /** Percent signs and the rest as the text of an encoded word, which Exim makes of it. */
  private static @Nullable String decode(String piece) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < piece.length(); i++) {
      boolean octet =
          piece.charAt(i) == '%'
              && i + 2 < piece.length()
              && Character.digit(piece.charAt(i + 1), 16) >= 0
              && Character.digit(piece.charAt(i + 2), 16) >= 0;
      word.append(octet ? '=' : piece.charAt(i));
    }
    String octets = EncodedWords.quoted(word.toString());
    return octets == null ? null : octets.replace('\0', ' ');
  }

  /** Up to the semicolon; quotation marks protect it and are taken away. */
  private String unquoted() {
    StringBuilder value = new StringBuilder();
    while (at < line.length() && line.charAt(at) != ';') {
      if (line.charAt(at) == '"') {
        at++;
        while (at < line.length() && line.charAt(at) != '"') {
          value.append(line.charAt(at++));
        }
        at = Math.min(line.length(), at + 1);
      } else {
        value.append(line.charAt(at++));
      }
    }
    return value.toString();
  }

  private void skip() {
    unquoted();
  }
}
