// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.core.acl.PeerNames;
import org.ostler.core.deliver.Policy;
import org.ostler.core.mail.Connection;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.Step;

/**
 * Whether the name that a peer gives in HELO or EHLO is its own, where {@code helo_verify_hosts} or
 * {@code helo_try_verify_hosts} asks. RFC 5321 §4.1.4 lets nobody be refused for it, so only those
 * who ask for it are.
 */
final class HeloNames {
  private final SessionContext context;

  HeloNames(SessionContext context) {
    this.context = context;
  }

  /** Looks; a refusal where the name has to be the peer's and is not. */
  @Nullable Outcome refuse(Step.Greet step, SessionState before) throws InterruptedException {
    Connection peer = context.connection();
    peer.heloVerified = false;
    Policy delivery = context.policy().delivery();
    if (peer.address() == null || delivery == null) {
      return null;
    }
    if (peer.hostName() == null && isOurs(step.name())) {
      // Who calls itself by our name is shown in the log by its own.
      context.services().hosts().find(peer);
    }
    boolean required = context.lists().hadAtFirst(SmtpOptions.HELO_VERIFY_HOSTS);
    if (!required && !context.lists().hadAtFirst(SmtpOptions.HELO_TRY_VERIFY_HOSTS)) {
      return null;
    }
    // The lines about it show what was known of the peer before.
    String who = context.peer().plain();
    PeerNames.Found found = PeerNames.helo(peer, delivery.routers().surroundings().resolver());
    if (found == PeerNames.Found.YES) {
      return null;
    }
    String verb = step.extended() ? "EHLO" : "HELO";
    if (!required) {
      context
          .services()
          .trace()
          .say(verb + " verification failed but host is in helo_try_verify_hosts");
      return null;
    }
    boolean later = found == PeerNames.Found.UNKNOWN;
    context
        .log()
        .reject(
            null,
            (later ? "temporarily " : "")
                + "rejected \""
                + verb
                + " "
                + step.name()
                + "\" from "
                + who,
            List.of());
    return Outcome.of(later ? 451 : 550, verb + " argument does not match calling host", before);
  }

  private boolean isOurs(String name) throws InterruptedException {
    return context.lists().hasName(SmtpOptions.HELO_LOOKUP_DOMAINS, name);
  }
}
