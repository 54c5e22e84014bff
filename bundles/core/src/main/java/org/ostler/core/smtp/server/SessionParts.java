// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.smtp.server.protocol.Machine;
import org.ostler.core.smtp.server.protocol.Rules;
import org.ostler.core.smtp.server.protocol.Rules.PathRules;

/** The rooms of one session, furnished from its configuration. */
record SessionParts(
    Machine machine,
    Greeting greeting,
    Authentication authentication,
    TlsStart tls,
    Envelopes envelopes,
    Reception reception,
    Inquiries inquiries,
    Faults faults,
    SessionLog sessionLog,
    Duration readLimit) {
  static SessionParts of(SessionContext context) throws InterruptedException {
    PathRules paths = paths(context);
    Duration readLimit = context.receiveTimeout();
    Extensions extensions = new Extensions(context);
    Authentication authentication = new Authentication(context, readLimit);
    TlsStart tls = new TlsStart(context);
    SessionLog sessionLog = new SessionLog(context);
    Faults faults = new Faults(context, sessionLog);
    return new SessionParts(
        // Until the peer may come in, nothing is asked about it.
        new Machine(new Rules(false, "", false, paths)),
        new Greeting(context, extensions, authentication, tls),
        authentication,
        tls,
        new Envelopes(context, extensions, authentication, faults),
        new Reception(context, readLimit),
        new Inquiries(context, paths),
        faults,
        sessionLog,
        readLimit);
  }

  /**
   * What the configuration asks of the peer that is known now.
   *
   * @param unannounced whether it goes on without a greeting, which {@code hosts_require_helo} is
   *     asked about only then
   */
  static Rules rules(SessionContext context, boolean unannounced) throws InterruptedException {
    PeerLists lists = context.lists();
    boolean network = context.connection().address() != null;
    return new Rules(
        network
            && (lists.hadAtFirst(SmtpOptions.HELO_VERIFY_HOSTS)
                || unannounced && lists.hadAtFirst(SmtpOptions.HOSTS_REQUIRE_HELO)),
        context.policy().main().find(SmtpOptions.HELO_ALLOW_CHARS).orElse(""),
        lists.hadAtFirst(SmtpOptions.HELO_ACCEPT_JUNK_HOSTS),
        paths(context));
  }

  private static PathRules paths(SessionContext context) {
    return new PathRules(
        context.value(AddressSyntax.ALLOW_DOMAIN_LITERALS),
        context.value(AddressSyntax.ALLOW_UTF8_DOMAINS),
        context.value(AddressSyntax.STRIP_TRAILING_DOT),
        context.value(AddressSyntax.STRIP_EXCESS_ANGLE_BRACKETS));
  }
}
