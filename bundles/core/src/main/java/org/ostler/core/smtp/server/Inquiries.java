// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.List;
import java.util.stream.Collectors;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.Recipient;
import org.ostler.api.smtp.Reply;
import org.ostler.core.acl.AddressVerifier.Purpose;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.acl.Decision;
import org.ostler.core.mail.Address;
import org.ostler.core.smtp.server.protocol.Path;
import org.ostler.core.smtp.server.protocol.PathReader;
import org.ostler.core.smtp.server.protocol.Rules.PathRules;
import org.ostler.core.smtp.server.protocol.SessionState;

/** VRFY and EXPN: each is refused unless its list accepts. */
final class Inquiries {
  private final SessionContext context;
  private final PathRules paths;
  private final Refusals refusals;

  Inquiries(SessionContext context, PathRules paths) {
    this.context = context;
    this.paths = paths;
    this.refusals = new Refusals(context);
  }

  Outcome verify(String argument, SessionState state) throws InterruptedException {
    if (argument.isEmpty()) {
      return Outcome.of(501, "empty address", state);
    }
    String address;
    switch (PathReader.read(argument, paths)) {
      case Path.Bad it -> {
        return Outcome.of(501, it.why(), state);
      }
      case Path.Good it when it.address().isEmpty() -> {
        return Outcome.of(501, "empty address", state);
      }
      case Path.Good it
          when !it.qualified() && !context.has(SmtpOptions.RECIPIENT_UNQUALIFIED_HOSTS) -> {
        return Outcome.of(501, argument + ": recipient address must contain a domain", state);
      }
      case Path.Good it ->
          address =
              it.qualified()
                  ? it.address()
                  : it.address() + "@" + context.variable("qualify_recipient");
    }
    Decision decision = ask(Phase.VRFY, address);
    if (!(decision instanceof Decision.Accept)) {
      return refusals.refuse(Phase.VRFY, decision, argument, state);
    }
    Verified verified =
        context
            .policy()
            .verifier()
            .verify(address, Purpose.RECIPIENT, List.of(), context.situation());
    return new Outcome(verifyReply(address, verified), state);
  }

  private Decision ask(Phase phase, String address) throws InterruptedException {
    context.situation().addressee(Address.of(new Recipient(address)));
    Decision decision = context.policy().acls().run(phase, context.situation());
    context.situation().addressee(null);
    return decision;
  }

  private Reply verifyReply(String address, Verified verified) {
    return switch (verified) {
      case Verified.Good _ -> Reply.of(250, "<" + address + "> is deliverable");
      case Verified.Unknown it ->
          Reply.of(
              451,
              it.userMessage().isEmpty()
                  ? "Cannot resolve <" + address + "> at this time"
                  : "<" + address + "> " + it.userMessage());
      case Verified.Bad it -> {
        context.log().main(null, "VRFY failed for " + address + " " + context.peer().field());
        yield Reply.of(
            550,
            "<"
                + address
                + "> "
                + (it.userMessage().isEmpty() ? "is not deliverable" : it.userMessage()));
      }
    };
  }

  Outcome expand(String argument, SessionState state) throws InterruptedException {
    Decision decision = ask(Phase.EXPN, argument);
    if (!(decision instanceof Decision.Accept)) {
      return refusals.refuse(Phase.EXPN, decision, argument, state);
    }
    if (!(PathReader.read(argument, paths) instanceof Path.Good path) || path.address().isEmpty()) {
      return Outcome.of(501, "missing or malformed local part", state);
    }
    String address =
        path.qualified()
            ? path.address()
            : path.address() + "@" + context.variable("qualify_recipient");
    return switch (context
        .policy()
        .verifier()
        .verify(address, Purpose.EXPN, List.of(), context.situation())) {
      case Verified.Good it ->
          Outcome.of(
              250,
              it.routedTo().stream().map(to -> "<" + to + ">").collect(Collectors.joining("\n")),
              state);
      case Verified.Bad it ->
          Outcome.of(
              550,
              "<"
                  + address
                  + "> "
                  + (it.userMessage().isEmpty() ? "is not deliverable" : it.userMessage()),
              state);
      case Verified.Unknown it ->
          Outcome.of(
              451,
              it.userMessage().isEmpty()
                  ? "<" + address + "> cannot be resolved at this time"
                  : "<" + address + "> " + it.userMessage(),
              state);
    };
  }
}
