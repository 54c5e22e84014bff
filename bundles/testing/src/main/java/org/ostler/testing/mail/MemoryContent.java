// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.transport.Content;

/** Content that is written down; {@code text} is the body's octets, LF line ends. */
public record MemoryContent(List<HeaderField> headerFields, String text) implements Content {
  public MemoryContent {
    headerFields = List.copyOf(headerFields);
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public long bodySize() {
    return text.length();
  }
}
