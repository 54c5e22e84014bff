// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The line that mbox files begin messages with, in front of a message of a local program. */
final class FromLine {
  /** Exim's default of uucp_from_pattern. */
  private static final Pattern PATTERN =
      Pattern.compile(
          ">?From\\s+(\\S+)\\s+(?:[a-zA-Z]{3},?\\s+)?"
              + "(?:[a-zA-Z]{3}\\s+\\d?\\d|\\d?\\d\\s+[a-zA-Z]{3}\\s+\\d\\d(?:\\d\\d)?)\\s+\\d\\d?:\\d\\d?.*",
          Pattern.DOTALL);

  private static final int LONGEST = 1000;

  private FromLine() {}

  /** The sender of such a line, which is taken out; null when there is none. */
  static @Nullable String take(BufferedInputStream in) throws IOException {
    String sender = null;
    while (true) {
      in.mark(LONGEST + 1);
      StringBuilder line = new StringBuilder();
      int octet = in.read();
      while (octet >= 0 && octet != '\n' && line.length() < LONGEST) {
        line.append((char) octet);
        octet = isFromSoFar(line) ? in.read() : -1;
      }
      Matcher from = PATTERN.matcher(line);
      if (octet != '\n' || !from.matches()) {
        in.reset();
        return sender;
      }
      sender = sender == null ? from.group(1) : sender;
    }
  }

  private static boolean isFromSoFar(StringBuilder line) {
    String start = line.substring(0, Math.min(6, line.length()));
    return ">From ".startsWith(start) || "From ".startsWith(start) || start.startsWith("From ");
  }
}
