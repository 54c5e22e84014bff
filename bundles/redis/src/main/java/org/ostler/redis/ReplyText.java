// SPDX-License-Identifier: Apache-2.0
package org.ostler.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.text.Text;

/**
 * What a reply is in the language. A number tells true or false, a status and a string are
 * themselves, an array has a line for each element. Elements of an array within it have lines of
 * their own, and an empty one stands before them, as in Exim. Nil is the empty string, which is not
 * remembered.
 */
final class ReplyText {
  /** Null until an element has brought a text, be it an empty one. */
  private @Nullable StringBuilder lines;

  private ReplyText() {}

  static Answer answer(@Nullable Object reply) {
    return switch (reply) {
      case null -> new Answer.Found(Text.EMPTY, false);
      case Long number -> found(number == 0 ? "false" : "true");
      case byte[] octets -> found(text(octets));
      case List<?> elements -> array(elements);
      default -> new Answer.Deferred("REDIS: query returned unsupported type");
    };
  }

  private static Answer array(List<?> elements) {
    ReplyText reply = new ReplyText();
    for (Object element : elements) {
      reply.newLine();
      if (element instanceof List<?> nested) {
        for (Object inner : nested) {
          reply.newLine();
          reply.add(inner);
        }
      } else {
        reply.add(element);
      }
    }
    StringBuilder all = reply.lines;
    return all == null ? new Answer.Missing() : found(all.toString());
  }

  private void newLine() {
    if (lines != null) {
      lines.append('\n');
    }
  }

  private void add(@Nullable Object element) {
    String text =
        switch (element) {
          case Long number -> number.toString();
          case byte[] octets -> text(octets);
          case null, default -> null; // nil, errors and arrays within arrays within arrays
        };
    if (text != null) {
      lines = (lines == null ? new StringBuilder() : lines).append(text);
    }
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private static Answer found(String value) {
    return new Answer.Found(Text.of(value), true);
  }
}
