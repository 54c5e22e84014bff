// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.transport.Cause;
import org.ostler.language.text.ListText;

/** {@code file_format}: which transport writes to a file that begins with some text. */
final class FileFormats {
  private record Format(String start, String transport) {}

  private final List<Format> formats = new ArrayList<>();

  /** {@code list}: texts and transports by turns; null for none. */
  FileFormats(@Nullable String list) throws InvalidArgument {
    ListText items = new ListText(list == null ? "" : list);
    for (String start = items.next(); start != null; start = items.next()) {
      String transport = items.next();
      if (transport == null) {
        throw new InvalidArgument("file_format needs a transport behind \"" + start + "\"");
      }
      formats.add(new Format(start, transport));
    }
  }

  /** The transport of the file; null where any may write: it is empty, or not there. */
  @Nullable String transport(Path file) throws IOException, Undeliverable {
    if (formats.isEmpty() || !Files.isRegularFile(file) || Files.size(file) == 0) {
      return null;
    }
    String start = start(file);
    for (Format format : formats) {
      if (start.startsWith(format.start)) {
        return format.transport;
      }
    }
    throw Undeliverable.later(Cause.UNKNOWN_FORMAT, "mailbox file format unrecognized");
  }

  private String start(Path file) throws IOException {
    int longest = formats.stream().mapToInt(format -> format.start.length()).max().orElse(0);
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(longest), StandardCharsets.ISO_8859_1);
    }
  }
}
