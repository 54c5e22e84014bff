// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.transport.Content;

/** What a transport filter made of a message; closing removes its file. */
public final class Filtered implements Content, AutoCloseable {
  /** Header sections longer than this are body from there on. */
  private static final int MOST = 1 << 20;

  private final Path file;
  private final boolean hasHeader;
  private final List<HeaderField> fields;
  private final long start;

  private Filtered(Path file, boolean hasHeader, List<HeaderField> fields, long start) {
    this.file = file;
    this.hasHeader = hasHeader;
    this.fields = List.copyOf(fields);
    this.start = start;
  }

  /**
   * Reads the header section; what follows the first line that is none of it is the body. Without
   * {@code hasHeader} all of it is the body, as what the filter got was.
   */
  static Filtered of(Path file, boolean hasHeader) throws IOException {
    List<HeaderField> fields = new ArrayList<>();
    if (!hasHeader) {
      return new Filtered(file, false, fields, 0);
    }
    StringBuilder open = new StringBuilder();
    long start = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      while (start < MOST) {
        String line = line(in);
        boolean end = line.equals("\n") || line.isEmpty();
        boolean more = !open.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
        if (!end && !more && !line.matches("(?s)[!-9;-~]+[ \t]*:.*")) {
          break;
        }
        start += line.length();
        if (!more && !open.isEmpty()) {
          fields.add(field(open));
          open.setLength(0);
        }
        if (end) {
          break;
        }
        open.append(line);
      }
    }
    if (!open.isEmpty()) {
      fields.add(field(open));
    }
    return new Filtered(file, true, fields, start);
  }

  private static HeaderField field(StringBuilder text) {
    int end = text.length();
    return HeaderField.parse(text.substring(0, text.charAt(end - 1) == '\n' ? end - 1 : end));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      line.write(octet);
      if (octet == '\n' || line.size() > MOST) {
        break;
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public List<HeaderField> headerFields() {
    return fields;
  }

  @Override
  public boolean hasHeaderSection() {
    return hasHeader;
  }

  @Override
  public InputStream body() throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(start);
    return in;
  }

  @Override
  public long bodySize() {
    try {
      return Files.size(file) - start;
    } catch (IOException gone) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
