// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;

/** Turns the end of a phase's list into a decision. */
final class Verdicts {
  private static final int LINE = 75;
  private static final int FARTHEST_BACK = 35;

  private Verdicts() {}

  static Decision of(Result result, Course course) {
    String user = text(course.userMessage);
    String log = text(course.logMessage);
    Phase phase = course.phase;
    return switch (result) {
      case OK -> new Decision.Accept(split(user), log);
      case DISCARD -> discard(phase, split(user), log, course);
      case FAIL -> new Decision.Deny(split(SenderChecks.toldAs(user, course)), log, false);
      case DROP -> {
        if (phase == Phase.MAILAUTH) {
          yield broken("\"drop\" verb not allowed in " + PhaseNames.of(phase) + " ACL", course);
        }
        yield new Decision.Deny(split(SenderChecks.toldAs(user, course)), log, true);
      }
      case DEFER -> {
        course.situation.envelope().senderDeferral = "";
        SenderChecks.logDeferred(course);
        yield new Decision.Defer(course.detailsForPeer ? split(user) : "", log, false);
      }
      case ERROR -> new Decision.Broken(split(user), log);
    };
  }

  private static Decision discard(Phase phase, String user, String log, Course course) {
    if (!PhaseNames.isAboutMessage(phase) || phase == Phase.PREDATA) {
      return broken("\"discard\" verb not allowed in " + PhaseNames.of(phase) + " ACL", course);
    }
    return new Decision.Discard(user, log);
  }

  private static Decision broken(String message, Course course) {
    course.log().panic(course.situation.envelope().queueId(), message);
    return new Decision.Broken(text(course.logMessage));
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }

  /**
   * Breaks long lines where a blank allows it: first after a colon, else at the last blank that
   * fits.
   */
  static String split(String message) {
    if (message.length() <= LINE) {
      return message;
    }
    StringBuilder text = new StringBuilder(message);
    int start = 0;
    int at = 0;
    while (true) {
      int end = Math.min(at + LINE, text.length());
      int newline = text.indexOf("\n", at);
      if (newline >= 0 && newline < end) {
        start = newline + 1;
        at = start;
        continue;
      }
      if (end >= text.length()) {
        return text.toString();
      }
      int cut = text.charAt(end) == '\n' ? end : cut(text, start, end);
      if (cut < 0) {
        return text.toString();
      }
      text.setCharAt(cut, '\n');
      start = cut + 1;
      at = start;
    }
  }

  private static int cut(StringBuilder text, int start, int end) {
    int blank = -1;
    for (int i = end; i > start + FARTHEST_BACK; i--) {
      if (text.charAt(i) == ' ') {
        if (text.charAt(i - 1) == ':') {
          return i;
        }
        blank = blank < 0 ? i : blank;
      }
    }
    for (int i = end + 1; blank < 0 && i < text.length(); i++) {
      if (text.charAt(i) == ' ' || text.charAt(i) == '\n') {
        blank = i;
      }
    }
    return blank;
  }
}
