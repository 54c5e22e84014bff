// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.core.acl.Decision;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.auth.AuthenticatorOptions;
import org.ostler.core.auth.Conditions;
import org.ostler.core.mail.Connection;
import org.ostler.core.smtp.server.protocol.Step;
import org.ostler.language.octets.Xtext;

/** The AUTH parameter of MAIL (RFC 4954 §5): who first sent the message, if we believe the peer. */
final class AuthenticatedSender {
  private final SessionContext context;
  private final Authentication authentication;
  private final Refusals refusals;

  AuthenticatedSender(SessionContext context, Authentication authentication) {
    this.context = context;
    this.authentication = authentication;
    this.refusals = new Refusals(context);
  }

  /** Believes the parameter or not; the refusal of MAIL when that cannot be told, else null. */
  @Nullable Outcome refuse(Step.Begin step) throws InterruptedException {
    String claimed = step.parameters().authenticatedSender();
    if (claimed.isEmpty() || claimed.equals("<>")) {
      return null;
    }
    context.message().authenticatedSender = Xtext.decode(claimed);
    Decision decision =
        context.policy().acls().isSet(Phase.MAILAUTH)
            ? context.policy().acls().run(Phase.MAILAUTH, context.situation())
            : null;
    String doubt =
        switch (decision) {
          case null -> context.connection().authenticator == null ? "client not authenticated" : "";
          case Decision.Accept _ -> "";
          case Decision.Deny _, Decision.Discard _ -> "rejected by ACL";
          case Decision.Defer _, Decision.Broken _ -> {
            context.freshMessage();
            yield null;
          }
        };
    if (doubt == null && decision != null) {
      return refusals.refuse(Phase.MAILAUTH, decision, argument(), step.before());
    }
    if (doubt != null && doubt.isEmpty()) {
      doubt = condition();
    }
    if (doubt != null && !doubt.isEmpty()) {
      disbelieve(claimed, doubt);
    }
    return null;
  }

  /** MAIL as the peer wrote it, behind the colon. */
  private String argument() {
    String command = String.valueOf(context.connection().command);
    return PeerWords.printable(command.substring(command.indexOf(':') + 1).strip());
  }

  private String condition() throws InterruptedException {
    Authenticator by = authentication.by();
    if (by == null
        || Conditions.hold(
            by,
            AuthenticatorOptions.SERVER_MAIL_AUTH_CONDITION,
            "authenticator",
            context.situation(),
            context.log())) {
      return "";
    }
    Connection peer = context.connection();
    return "server_mail_auth_condition failed"
        + (peer.authenticatedId == null
            ? ""
            : ": authenticated ID=\"" + peer.authenticatedId + "\"");
  }

  private void disbelieve(String claimed, String doubt) {
    context.message().authenticatedSender = null;
    context
        .log()
        .main(
            null,
            "ignoring AUTH="
                + PeerWords.printable(claimed)
                + " from "
                + context.peer().field()
                + " ("
                + doubt
                + ")");
  }
}
