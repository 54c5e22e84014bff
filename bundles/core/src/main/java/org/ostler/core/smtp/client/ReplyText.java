// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.List;
import org.ostler.api.smtp.Reply;

/** Replies as Exim logs them. */
final class ReplyText {
  private ReplyText() {}

  /** The reply in one line: line ends as {@code \n}, other octets that do not print in octal. */
  static String of(Reply reply) {
    List<String> lines = reply.lines();
    String last = lines.getLast().isEmpty() ? "" : " " + lines.getLast();
    return printing(start(reply.code(), lines.subList(0, lines.size() - 1)) + reply.code() + last);
  }

  /** The lines of a reply that goes on, LF ended. */
  static String start(int code, List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(code).append('-').append(line).append("\n"));
    return text.toString();
  }

  /** Escapes what does not print, as Exim's {@code string_printing} does; tabs stay. */
  static String printing(String octets) {
    if (octets.chars().allMatch(c -> (c >= ' ' && c < 127) || c == '\t')) {
      return octets;
    }
    StringBuilder text = new StringBuilder(octets.length() + 16);
    for (char c : octets.toCharArray()) {
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\013' -> text.append("\\v");
        default -> {
          if ((c >= ' ' && c < 127) || c == '\t') {
            text.append(c);
          } else {
            text.append('\\').append((char) ('0' + (c >> 6 & 7)));
            text.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
          }
        }
      }
    }
    return text.toString();
  }

  /** The reply as it came, its lines parted by LF. */
  static String asSent(Reply reply) {
    List<String> lines = reply.lines();
    return start(reply.code(), lines.subList(0, lines.size() - 1))
        + reply.code()
        + " "
        + lines.getLast();
  }

  /** Exim's words for a reply that refuses. */
  static String refusal(String command, Reply reply) {
    return "SMTP error from remote mail server after " + command + ": " + of(reply);
  }
}
