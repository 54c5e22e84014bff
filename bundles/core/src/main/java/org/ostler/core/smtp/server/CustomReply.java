// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostler.api.smtp.EnhancedStatus;
import org.ostler.api.smtp.Reply;

/**
 * A reply whose text an administrator wrote: a code and an enhanced status at its start stand for
 * themselves when they are of the class that the place asks for.
 *
 * @param wrongCode the text began with a code of another class, which was dropped
 */
record CustomReply(Reply reply, boolean wrongCode) {
  private static final Pattern START =
      Pattern.compile("^([2345]\\d\\d)\\s(?:([245]\\.\\d{1,3}\\.\\d{1,3})\\s)?");

  static CustomReply of(int code, String text, boolean mayChangeClass) {
    Matcher start = START.matcher(text);
    if (!start.find()) {
      return new CustomReply(new Reply(code, null, lines("", text)), false);
    }
    int own = Integer.parseInt(start.group(1));
    boolean fits = own / 100 == code / 100 || mayChangeClass;
    String rest = text.substring(start.end());
    if (!fits || start.group(2) == null) {
      return new CustomReply(new Reply(fits ? own : code, null, lines("", rest)), !fits);
    }
    EnhancedStatus status = status(start.group(2));
    // A status of another class than the code's is the administrator's own affair: it is told.
    return status.statusClass() == own / 100
        ? new CustomReply(new Reply(own, status, lines("", rest)), false)
        : new CustomReply(new Reply(own, null, lines(start.group(2) + " ", rest)), false);
  }

  /** A reply whose text is told as it stands, with a code in it or not. */
  static CustomReply plain(int code, String text) {
    return new CustomReply(new Reply(code, null, lines("", text)), false);
  }

  private static EnhancedStatus status(String text) {
    String[] parts = text.split("\\.", -1);
    return new EnhancedStatus(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /** Lines after the first lose the white space at their start, and empty ones are left out. */
  private static List<String> lines(String status, String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String rest = lines.isEmpty() ? line : line.stripLeading();
      if (lines.isEmpty() || !rest.isEmpty()) {
        lines.add(status + rest);
      }
    }
    return lines;
  }

  /** The log line about a code of the wrong class. */
  static String complaint(int code, String text) {
    return "configured error code starts with incorrect digit (expected "
        + code / 100
        + ") in \""
        + text
        + "\"";
  }
}
