// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.api.auth.ClientMechanism;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Settings;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.auth.AuthenticatorOptions;
import org.ostler.core.auth.Conditions;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.Situation;

/**
 * Authenticates us to a host, by the first authenticator of the configuration that the host offers
 * and that succeeds. Safe for many threads.
 */
final class ClientAuthentication {
  private final List<Authenticator> authenticators;
  private final Log log;

  ClientAuthentication(List<Authenticator> authenticators, Log log) {
    this.authenticators = authenticators.stream().filter(a -> a.client() != null).toList();
    this.log = log;
  }

  /**
   * Who we are to a host.
   *
   * @param by the authenticator's name
   * @param id {@code client_set_id}, or null
   */
  record Identity(String by, @Nullable String id) {}

  /**
   * How a transport wants it.
   *
   * @param transport hears of failures
   * @param limit for each command
   * @param required {@code hosts_require_auth} has the host
   */
  record Terms(Settings transport, Duration limit, boolean required) {}

  /** Whether each message says the same to a host, so that all may share a connection. */
  boolean isSteady() {
    return authenticators.stream().allMatch(Authenticator::steady);
  }

  /**
   * Authenticates a connection that was greeted; without success the message goes unauthenticated,
   * unless that is required.
   */
  void run(ClientConnection connection, Target target, Situation situation, Terms terms)
      throws HostFailure, InterruptedException {
    List<String> offered = connection.capabilities().mechanisms();
    String trouble = "server did not advertise AUTH support";
    if (!offered.isEmpty()) {
      trouble = "no common mechanisms were found";
      for (Authenticator authenticator : authenticators) {
        if (offered.contains(authenticator.mechanism().toUpperCase(Locale.ROOT))
            && isWanted(authenticator, situation)) {
          if (attempt(authenticator, connection, target, situation, terms)) {
            return;
          }
          trouble = "authentication attempt(s) failed";
        }
      }
    }
    if (terms.required()) {
      throw HostFailure.ofMessage(Cause.AUTHENTICATION, "authentication required but " + trouble);
    }
  }

  private boolean isWanted(Authenticator authenticator, Situation situation)
      throws InterruptedException {
    return Conditions.hold(
        authenticator,
        AuthenticatorOptions.CLIENT_CONDITION,
        "client authenticator",
        situation,
        log);
  }

  private boolean attempt(
      Authenticator authenticator,
      ClientConnection connection,
      Target target,
      Situation situation,
      Terms terms)
      throws HostFailure, InterruptedException {
    ClientMechanism client = authenticator.client();
    if (client == null) {
      return false;
    }
    try (ClientDialogue dialogue =
        new ClientDialogue(connection, authenticator.mechanism(), situation, terms.limit())) {
      ClientMechanism.Result result = client.authenticate(dialogue);
      return switch (result) {
        case ClientMechanism.Result.Answered _ ->
            answered(authenticator, connection, dialogue, target, terms);
        case ClientMechanism.Result.Cancelled it -> {
          if (!it.reason().isEmpty()) {
            tell(authenticator, "cancelled authentication", target, it.reason());
          }
          yield false;
        }
        case ClientMechanism.Result.Failed it ->
            throw HostFailure.ofMessage(Cause.AUTHENTICATION_PROBLEM, it.reason());
      };
    } catch (ClientDialogue.Lost lost) {
      throw lost.failure();
    } catch (IOException bug) {
      throw new HostFailure(Cause.LOST_CONNECTION, String.valueOf(bug.getMessage()));
    }
  }

  private boolean answered(
      Authenticator authenticator,
      ClientConnection connection,
      ClientDialogue dialogue,
      Target target,
      Terms terms)
      throws HostFailure, InterruptedException {
    Reply reply = dialogue.lastReply();
    if (reply.code() / 100 == 2) {
      connection.identity(new Identity(authenticator.name(), id(authenticator, dialogue)));
      return true;
    }
    if (reply.code() / 100 != 5) {
      // It may work in a while: this host is not sent to without authentication now.
      throw new HostFailure(Cause.OTHER, ReplyText.refusal(dialogue.lastCommand(), reply), reply);
    }
    Situation view = dialogue.mail().with(dialogue.mail().addressee());
    view.authenticating = authenticator.name();
    String words =
        view.events()
            .tell(Happening.after("auth:fail", ReplyText.asSent(reply), terms.transport()), view);
    if (words.isEmpty()) {
      tell(authenticator, "failed", target, ReplyText.of(reply));
    } else {
      log.main(null, words);
    }
    return false;
  }

  private static @Nullable String id(Authenticator authenticator, ClientDialogue dialogue)
      throws InterruptedException {
    Expandable text =
        authenticator.settings().find(AuthenticatorOptions.CLIENT_SET_ID).orElse(null);
    return text != null && text.expand(dialogue.mail()) instanceof Expansion.Value it
        ? ReplyText.printing(it.text().value())
        : null;
  }

  private void tell(Authenticator authenticator, String what, Target target, String why) {
    log.main(
        null,
        "%s authenticator %s H=%s [%s] %s"
            .formatted(
                authenticator.name(), what, target.hop().name(), target.hop().address(), why));
  }
}
