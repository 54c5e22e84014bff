// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.Locale;

/** Text fit for one line of a log. */
final class Printable {
  private Printable() {}

  /** Control characters and octets beyond ASCII as escapes, but for tabs, as Exim writes them. */
  static String of(String octets) {
    StringBuilder text = new StringBuilder(octets.length());
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\u000b' -> text.append("\\v");
        default -> {
          if ((c >= ' ' && c < 127) || c == '\t') {
            text.append(c);
          } else {
            text.append(String.format(Locale.ROOT, "\\%03o", (int) c));
          }
        }
      }
    }
    return text.toString();
  }
}
