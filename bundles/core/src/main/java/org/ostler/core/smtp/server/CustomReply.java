// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
      Pattern.compile("^([2345]\\d\\d)(?:\\s+(?:([245])\\.(\\d{1,3})\\.(\\d{1,3})\\s)?|$)");

  static CustomReply of(int code, String text, boolean mayChangeClass) {
    Matcher start = START.matcher(text);
    if (!start.find()) {
      return new CustomReply(Reply.of(code, text), false);
    }
    int own = Integer.parseInt(start.group(1));
    String rest = text.substring(start.end()).stripLeading();
    boolean fits = own / 100 == code / 100 || mayChangeClass;
    EnhancedStatus status = fits ? status(start, own) : null;
    return new CustomReply(
        new Reply(fits ? own : code, status, List.of(rest.split("\n", -1))), !fits);
  }

  private static @Nullable EnhancedStatus status(Matcher start, int code) {
    String statusClass = start.group(2);
    if (statusClass == null || Integer.parseInt(statusClass) != code / 100) {
      return null;
    }
    return new EnhancedStatus(
        code / 100, Integer.parseInt(start.group(3)), Integer.parseInt(start.group(4)));
  }
}
