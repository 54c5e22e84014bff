// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP reply (RFC 5321 §4.2), the only place that knows its wire form.
 *
 * @param code 200 to 599
 * @param status the enhanced status code, or null; its class must be the code's first digit (RFC
 *     2034 §4)
 * @param lines one or more lines of octets without line ends
 */
public record Reply(int code, @Nullable EnhancedStatus status, List<String> lines) {
  public Reply {
    if (code < 200 || code > 599 || lines.isEmpty()) {
      throw new IllegalArgumentException("reply " + code + " " + lines);
    }
    if (status != null && status.statusClass() != code / 100) {
      throw new IllegalArgumentException("reply " + code + " with status " + status);
    }
    lines = List.copyOf(lines);
  }

  /** A reply of one line, or of several when the text has LFs. */
  public static Reply of(int code, String text) {
    return new Reply(code, null, List.of(text.split("\n", -1)));
  }

  public boolean isPositive() {
    return code < 400;
  }

  public boolean isTransient() {
    return code >= 400 && code < 500;
  }

  /**
   * The octets on the wire, CRLF ended. A stray CR or LF in a line becomes a space: nothing can
   * smuggle a line.
   */
  public String wire() {
    StringBuilder wire = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      wire.append(code).append(i < lines.size() - 1 ? '-' : ' ');
      if (status != null) {
        wire.append(status).append(' ');
      }
      wire.append(lines.get(i).replace('\r', ' ').replace('\n', ' ')).append("\r\n");
    }
    return wire.toString();
  }
}
