// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.Arrays;
import java.util.List;
import org.ostler.api.acl.Phase;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Option;
import org.ostler.api.smtp.Reply;
import org.ostler.core.acl.Decision;
import org.ostler.core.smtp.server.protocol.SessionState;

/** WELLKNOWN: a file that the list chooses, for what the peer asks by name. */
final class WellKnown {
  /** Who is told of WELLKNOWN, and may use it; nobody by default. */
  static final Option<MatchList> WELLKNOWN_ADVERTISE_HOSTS =
      Option.hosts("wellknown_advertise_hosts", null);

  private final SessionContext context;

  WellKnown(SessionContext context) {
    this.context = context;
  }

  /**
   * Answers.
   *
   * @param line the whole command, for the log
   */
  Outcome tell(String argument, String line, SessionState state) throws InterruptedException {
    if (!context.has(WELLKNOWN_ADVERTISE_HOSTS)
        || !context.policy().acls().isSet(Phase.WELLKNOWN)) {
      String what = "rejected \"" + PeerWords.printable(line) + "\" from ";
      context.log().reject(null, what + context.peer().plain(), List.of());
      return Outcome.of(554, "not permitted", state);
    }
    context.message().controls.wellKnown = null;
    Decision decision = context.policy().acls().run(Phase.WELLKNOWN, context.situation());
    String told = context.message().controls.wellKnown;
    Refusals refusals = new Refusals(context);
    if (!(decision instanceof Decision.Accept)) {
      return refusals.refuse(Phase.WELLKNOWN, decision, argument, state);
    }
    return told == null
        // A list that accepts and names no file is wrong itself.
        ? refusals.refuse(Phase.WELLKNOWN, new Decision.Broken("", ""), argument, state)
        : new Outcome(new Reply(250, null, Arrays.asList(told.split("\n"))), state);
  }
}
