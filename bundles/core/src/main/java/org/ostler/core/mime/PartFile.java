// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.core.mail.MimePart;

/**
 * One part of a message that lies in a file: from where its header ends up to the next boundary.
 */
final class PartFile implements MimePart.Content {
  private static final int LONGEST_LINE = 32 * 1024;
  private static final int KIB = 1024;

  private final OctetFile in;
  private final @Nullable String boundary;
  private final ScanDirectory scan;
  private final MimePart part;

  PartFile(OctetFile in, @Nullable String boundary, ScanDirectory scan, MimePart part) {
    this.in = in;
    this.boundary = boundary;
    this.scan = scan;
    this.part = part;
  }

  @Override
  public void lines(int longest, Lines lines) throws IOException {
    long start = in.position();
    try {
      for (String line = in.line(longest); line != null; line = in.line(longest)) {
        if (boundary != null && line.startsWith("--") && line.startsWith(boundary, 2)) {
          return;
        }
        if (!lines.line(line)) {
          return;
        }
      }
    } finally {
      in.seek(start);
    }
  }

  @Override
  public boolean decode(String where) {
    try {
      Path file = file(where);
      if (file == null) {
        return false;
      }
      part.decodedFile = Text.ofUnicode(file.toString()).value();
      part.contentSize = Math.toIntExact((write(file) + KIB - 1) / KIB);
      return true;
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private @Nullable Path file(String where) {
    if (where.isEmpty()) {
      return scan.free(null, scan.id() + "-");
    }
    if (!where.startsWith("/")) {
      return scan.directory().resolve(where);
    }
    Path path = Path.of(where);
    return Files.isDirectory(path) ? scan.free(path, scan.id() + "-") : path;
  }

  /** Decodes into the file; the number of octets. */
  long write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      PartDecoder decoder = new PartDecoder(part, out);
      lines(LONGEST_LINE, decoder);
      return decoder.end();
    }
  }
}
