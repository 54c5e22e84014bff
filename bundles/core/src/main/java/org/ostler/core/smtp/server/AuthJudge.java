// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.ServerMechanism;
import org.ostler.api.auth.ServerMechanism.Verdict;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.auth.AuthenticatorOptions;
import org.ostler.core.auth.Conditions;
import org.ostler.core.log.Fields;
import org.ostler.core.mail.DebugPrint;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/** Lets a mechanism and the conditions of its authenticator decide. One use. */
final class AuthJudge {
  private static final String LATER = "Unable to authenticate at present";

  private final SessionContext context;
  private final Authenticator authenticator;
  private final AuthExchange exchange;
  private String deferral = "";

  AuthJudge(SessionContext context, Authenticator authenticator, AuthExchange exchange) {
    this.context = context;
    this.authenticator = authenticator;
    this.exchange = exchange;
  }

  AuthJudgement judge() throws IOException, InterruptedException {
    ServerMechanism server = authenticator.server();
    if (server == null) {
      throw new IllegalStateException(authenticator.name() + " does not serve");
    }
    Verdict verdict = server.authenticate(exchange);
    if (verdict instanceof Verdict.Proved) {
      verdict = condition();
    }
    Expansion setId = expand(AuthenticatorOptions.SERVER_SET_ID);
    String id = setId instanceof Expansion.Value it ? printable(it.text().value()) : null;
    return switch (verdict) {
      case Verdict.Proved _ when setId != null && id == null ->
          new AuthJudgement(435, LATER, null, reason(setId));
      case Verdict.Proved _ -> new AuthJudgement(235, "Authentication succeeded", id, "");
      case Verdict.Refused _ -> new AuthJudgement(535, "Incorrect authentication data", id, "");
      case Verdict.Deferred it -> new AuthJudgement(435, LATER + deferral, id, it.reason());
      case Verdict.Ended _ -> new AuthJudgement(501, exchange.ending(), id, "");
      case Verdict.InitialNotExpected _ ->
          new AuthJudgement(553, "Initial data not expected", id, "");
    };
  }

  /** {@code server_condition}: yes, no, or a text for the peer that asks it to come back. */
  private Verdict condition() throws InterruptedException {
    // What the peer said is shown by server_debug_print alone: a password may be among it.
    Trace.tell(Selector.AUTH, authenticator.name() + " authenticator server_condition:");
    DebugPrint.print(
        authenticator.settings().find(AuthenticatorOptions.SERVER_DEBUG_PRINT).orElse(null),
        exchange.mail());
    Expansion expansion = expand(AuthenticatorOptions.SERVER_CONDITION);
    tell(expansion);
    return switch (expansion) {
      case null -> new Verdict.Proved();
      case Expansion.Value it when Conditions.isYes(it.text().value()) -> new Verdict.Proved();
      case Expansion.Value it when Conditions.isNo(it.text().value()) -> new Verdict.Refused();
      case Expansion.Value it -> {
        deferral = ": " + it.text().value();
        yield new Verdict.Deferred(it.text().value());
      }
      case Expansion.ForcedFailure _ -> new Verdict.Refused();
      case Expansion.Failed it -> new Verdict.Deferred(it.message());
      case Expansion.Deferred it -> new Verdict.Deferred(it.message());
    };
  }

  private static void tell(@Nullable Expansion expansion) {
    Trace trace = Trace.of(Selector.AUTH);
    if (trace != null && expansion != null) {
      trace.say(
          Selector.AUTH,
          expansion instanceof Expansion.Value it
              ? "expanded string: " + it.text().value()
              : "expansion failed: " + reason(expansion));
    }
  }

  private @Nullable Expansion expand(org.ostler.api.option.Option<Expandable> option)
      throws InterruptedException {
    Expandable text = authenticator.settings().find(option).orElse(null);
    return text == null ? null : text.expand(exchange.mail());
  }

  private static String reason(Expansion expansion) {
    return switch (expansion) {
      case Expansion.Value _ -> "";
      case Expansion.ForcedFailure it -> it.message();
      case Expansion.Failed it -> it.message();
      case Expansion.Deferred it -> it.message();
    };
  }

  /** It stands in log lines and in the spool. */
  private static String printable(String id) {
    return Fields.printable(id);
  }
}
