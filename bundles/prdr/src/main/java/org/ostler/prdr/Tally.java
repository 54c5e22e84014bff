// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import org.ostler.api.smtp.ReceivedMail.ListResult.Kind;
import org.ostler.api.smtp.Reply;

/** Counts the judgements of one message, for the reply that follows those for its recipients. */
final class Tally {
  private boolean any;
  private boolean allAccepted = true;
  private boolean allDenied = true;

  void count(Kind kind) {
    any = true;
    allAccepted &= kind == Kind.ACCEPTED;
    // Exim counts a discard among the refusals too: then discarding for all makes the client send a
    // bounce, which nobody who discards wants.
    allDenied &= kind == Kind.DENIED;
  }

  Reply reply(String queueId) {
    String what =
        any && allDenied
            ? "rejected for all recipients"
            : allAccepted ? "accepted" : "accepted for some recipients";
    return Reply.of(any && allDenied ? 550 : 250, "id=" + queueId + " message " + what);
  }
}
