// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.text.Text;
import org.ostler.core.acl.Decision;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.auth.AuthenticatorOptions;
import org.ostler.core.auth.Conditions;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.Situation;
import org.ostler.core.mail.TlsRemarks;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.Step;

/**
 * The AUTH command (RFC 4954): what is offered, who may ask, and what becomes of the session. Who
 * has authenticated stays so until the session ends; neither RSET nor EHLO changes it.
 */
final class Authentication {
  private final SessionContext context;
  private final Refusals refusals;
  private final Duration limit;
  private final Set<Authenticator> offered = new HashSet<>();
  private @Nullable Authenticator by;

  Authentication(SessionContext context, Duration limit) {
    this.context = context;
    this.refusals = new Refusals(context);
    this.limit = limit;
  }

  /** Turns a step that breaks the protocol into what the session says and where it goes on. */
  @FunctionalInterface
  interface Refuser {
    Outcome refuse(Step.Refuse step) throws IOException, InterruptedException;
  }

  /** The authenticator that the peer used; null before that. */
  @Nullable Authenticator by() {
    return by;
  }

  /** Decides anew what this peer is offered: the mechanisms for the reply to EHLO, or none. */
  List<String> offer() throws InterruptedException {
    offered.clear();
    List<String> names = new ArrayList<>();
    // RFC 4954 §4: a client authenticates once.
    if (context.policy().authenticators().isEmpty()
        || context.connection().authenticator != null
        || !context.has(SmtpOptions.AUTH_ADVERTISE_HOSTS)) {
      return names;
    }
    for (Authenticator authenticator : context.policy().authenticators()) {
      if (authenticator.server() != null
          && !authenticator.isImplicit()
          && isOffered(authenticator)) {
        offered.add(authenticator);
        names.add(authenticator.mechanism().toUpperCase(Locale.ROOT));
      }
    }
    return names;
  }

  private boolean isOffered(Authenticator authenticator) throws InterruptedException {
    return Conditions.hold(
        authenticator,
        AuthenticatorOptions.SERVER_ADVERTISE_CONDITION,
        "authenticator",
        context.situation(),
        context.log());
  }

  /** What HELO leaves: nothing is offered. */
  void withdraw() {
    offered.clear();
  }

  /** Answers AUTH. */
  Outcome run(String argument, SessionState state, Refuser refuser)
      throws IOException, InterruptedException {
    Connection peer = context.connection();
    peer.authenticationFailed = true;
    boolean unoffered = peer.authUnadvertised;
    if (offered.isEmpty() && !unoffered) {
      return refuser.refuse(Step.Refuse.sequence(503, "AUTH command used when not advertised"));
    }
    if (peer.authenticator != null) {
      return refuser.refuse(Step.Refuse.sequence(503, "already authenticated"));
    }
    if (state instanceof SessionState.InTransaction) {
      // RFC 4954 §4.
      return refuser.refuse(Step.Refuse.sequence(503, "not permitted in mail transaction"));
    }
    if (context.policy().acls().isSet(Phase.AUTH)) {
      Decision decision = context.policy().acls().run(Phase.AUTH, context.situation());
      if (!(decision instanceof Decision.Accept)) {
        return refusals.refuse(Phase.AUTH, decision, harmless(argument), state);
      }
    }
    return choose(argument, state, refuser);
  }

  private static String harmless(String argument) {
    return PeerWords.printable(PeerWords.harmless("AUTH " + argument).substring(5));
  }

  private Outcome choose(String argument, SessionState state, Refuser refuser)
      throws IOException, InterruptedException {
    String[] words = argument.split("[ \t]+", 2);
    if (!words[0].matches("[A-Za-z0-9_-]*")) {
      return refuser.refuse(
          Step.Refuse.syntax(501, "invalid character in authentication mechanism name"));
    }
    for (Authenticator authenticator : context.policy().authenticators()) {
      boolean usable = context.connection().authUnadvertised || offered.contains(authenticator);
      if (usable
          && authenticator.server() != null
          && !authenticator.isImplicit()
          && authenticator.mechanism().equalsIgnoreCase(words[0])) {
        return exchange(authenticator, words.length > 1 ? words[1] : "", state);
      }
    }
    return refuser.refuse(
        Step.Refuse.sequence(504, words[0] + " authentication mechanism not supported"));
  }

  /** RFC 3207 §4.2: who the peer was before TLS does not count under it. */
  void forget() {
    withdraw();
    by = null;
    Connection peer = context.connection();
    peer.authenticator = null;
    peer.authenticatedId = null;
    peer.remarks.remove(Connection.AUTHENTICATION_MECHANISM);
  }

  /**
   * A verified certificate may stand for an AUTH command; the peer hears nothing of it, whatever
   * comes of it.
   */
  void byCertificate() throws InterruptedException {
    if (!TlsRemarks.isVerified(context.connection())) {
      return;
    }
    for (Authenticator authenticator : context.policy().authenticators()) {
      if (authenticator.server() != null && authenticator.isImplicit()) {
        byCertificate(authenticator);
        return;
      }
    }
  }

  private void byCertificate(Authenticator authenticator) throws InterruptedException {
    if (context.policy().acls().isSet(Phase.AUTH)) {
      Decision decision = context.policy().acls().run(Phase.AUTH, context.situation());
      if (!(decision instanceof Decision.Accept)) {
        refusals.refuse(Phase.AUTH, decision, "", new SessionState.Connected());
        return;
      }
    }
    try {
      AuthJudgement judgement = judged(authenticator, "");
      if (judgement.succeeded()) {
        succeeded(authenticator, judgement.id());
        return;
      }
      String words = told(authenticator, judgement);
      if (!words.isEmpty()) {
        context.log().main(null, words);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a certificate asks the peer nothing", e);
    }
  }

  private AuthJudgement judged(Authenticator authenticator, String initial)
      throws IOException, InterruptedException {
    try (AuthExchange exchange = new AuthExchange(context, initial, limit)) {
      return new AuthJudge(context, authenticator, exchange).judge();
    }
  }

  private void succeeded(Authenticator authenticator, @Nullable String id) {
    by = authenticator;
    Connection peer = context.connection();
    peer.authenticator = authenticator.name();
    peer.remarks.put(Connection.AUTHENTICATION_MECHANISM, Text.of(authenticator.mechanism()));
    peer.authenticatedId = id;
    peer.authenticationFailed = false;
    peer.authenticatedFailId = null;
  }

  private Outcome exchange(Authenticator authenticator, String initial, SessionState state)
      throws IOException, InterruptedException {
    AuthJudgement judgement = judged(authenticator, initial);
    Connection peer = context.connection();
    String id = judgement.id();
    if (judgement.succeeded()) {
      succeeded(authenticator, id);
    } else {
      peer.authenticatedFailId = id == null || id.isEmpty() ? null : id;
      String words = told(authenticator, judgement);
      String usual =
          "%s authenticator failed for %s: %s"
              .formatted(authenticator.name(), context.peer().plain(), judgement.logText());
      context.log().reject(null, words.isEmpty() ? usual : words, List.of());
    }
    return Outcome.of(judgement.code(), judgement.text(), state);
  }

  /** Tells that it failed; what the configuration's action says to that is the line for the log. */
  private String told(Authenticator authenticator, AuthJudgement judgement)
      throws InterruptedException {
    Situation view = context.situation().with(context.situation().addressee());
    view.authenticating = authenticator.name();
    String data = judgement.code() + " " + judgement.text();
    return view.events().tell(Happening.after("auth:fail", data, context.policy().main()), view);
  }
}
