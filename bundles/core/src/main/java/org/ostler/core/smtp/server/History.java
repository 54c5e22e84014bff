// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ostler.core.smtp.server.protocol.Verb;

/** The last commands of a session that were well-formed. */
final class History {
  private static final int REMEMBERED = 20;

  private final Deque<String> verbs = new ArrayDeque<>();
  private boolean full;

  void add(Verb verb) {
    verbs.addLast(verb.word());
    full |= verbs.size() == REMEMBERED;
    if (verbs.size() > REMEMBERED) {
      verbs.removeFirst();
    }
  }

  /** {@code $smtp_command_history}. */
  String text() {
    return String.join(",", verbs);
  }

  /** {@code C=EHLO,MAIL,...} for the log, with a blank before it; nothing when there was none. */
  String field() {
    return verbs.isEmpty() ? "" : " C=" + (full ? "..." : "") + text();
  }
}
