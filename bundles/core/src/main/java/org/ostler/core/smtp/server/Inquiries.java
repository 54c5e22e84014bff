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
import org.ostler.core.log.LogSelector;
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
    String address;
    switch (PathReader.read(argument, paths, false)) {
      case Path.Bad it -> {
        return Outcome.of(501, it.why(), state);
      }
      case Path.Good it
          when !it.qualified()
              && !context.connection().local
              && !context.lists().hadAtFirst(SmtpOptions.RECIPIENT_UNQUALIFIED_HOSTS) -> {
        if (context.log().selects(LogSelector.SMTP_SYNTAX_ERROR)) {
          String line = "unqualified verify rejected: <" + it.address() + "> ";
          context.log().reject(null, line + context.peer().field(), List.of());
        }
        return Outcome.of(501, argument + ": recipient address must contain a domain", state);
      }
      case Path.Good it ->
          address =
              it.qualified()
                  ? it.address()
                  : it.address() + "@" + context.variable("qualify_recipient");
    }
    context.situation().addressee(Address.of(new Recipient(address)));
    Decision decision = context.policy().acls().run(Phase.VRFY, context.situation());
    context.situation().addressee(null);
    if (!(decision instanceof Decision.Accept)) {
      return refusals.refuse(Phase.VRFY, decision, argument, state);
    }
    Verified verified =
        context
            .policy()
            .verifier()
            .verify(address, Purpose.RECIPIENT, List.of(), context.situation());
    return new Outcome(verifyReply(argument, address, verified), state);
  }

  private Reply verifyReply(String argument, String address, Verified verified) {
    return switch (verified) {
      case Verified.Good _ -> Reply.of(250, "<" + address + "> is deliverable");
      case Verified.Unknown it ->
          Reply.of(
              451,
              it.userMessage().isEmpty()
                  ? "Cannot resolve <" + address + "> at this time"
                  : "<" + address + "> " + it.userMessage());
      case Verified.Bad it -> {
        String given = PeerWords.printable(argument);
        context.log().main(null, "VRFY failed for " + given + " " + context.peer().field());
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
    Decision decision = context.policy().acls().run(Phase.EXPN, context.situation());
    if (!(decision instanceof Decision.Accept)) {
      return refusals.refuse(Phase.EXPN, decision, argument, state);
    }
    if (!(PathReader.read(argument, paths, false) instanceof Path.Good path)) {
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
      case Verified.Bad _ -> Outcome.of(553, address + " is undeliverable", state);
      // RFC 5321 §4.2.1: what may succeed later is of class 4, where Exim says 553.
      case Verified.Unknown _ ->
          Outcome.of(451, address + " cannot be resolved at this time", state);
    };
  }
}
