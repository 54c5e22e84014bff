// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.dns.Resolver;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Peer;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.mail.Slot;
import org.ostler.api.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check of the message in hand, done once however often the configuration asks. */
final class MessageCheck {
  /** What was found out, and for whom. */
  record Findings(SpfIdentity identity, SpfOutcome outcome, boolean isGuessed, SpfReport report) {}

  /** What is kept for one message. */
  static final class Memory {
    private @Nullable Findings published;
    private @Nullable Findings guessed;
  }

  /** Values of variables, by name; they outlive an update of this bundle. */
  private static final Slot<Map<String, String>> VALUES =
      Slot.lasting("spf.values", Slot.Scope.MESSAGE);

  /** Where the conditions may stand: once the peer has said who it is. */
  static final Set<Phase> PHASES =
      Set.copyOf(
          EnumSet.complementOf(
              EnumSet.of(
                  Phase.CONNECT,
                  Phase.AUTH,
                  Phase.STARTTLS,
                  Phase.ETRN,
                  Phase.EXPN,
                  Phase.VRFY,
                  Phase.WELLKNOWN,
                  Phase.NOT_SMTP,
                  Phase.NOT_SMTP_START,
                  Phase.NOT_SMTP_MIME)));

  private static final Logger LOG = LoggerFactory.getLogger(MessageCheck.class);
  private static final Slot<Memory> SLOT =
      new Slot<>("spf.result", Slot.Scope.MESSAGE, Memory::new);
  // A message without a client, as from a local program: Exim asks for this address too.
  private static final InetAddress NO_CLIENT = InetAddress.ofLiteral("0.0.0.0");

  private final InstantSource clock;
  private final Resolver resolver;
  private final SpfEvaluator evaluator;

  MessageCheck(Resolver resolver, InstantSource clock) {
    this.resolver = resolver;
    this.clock = clock;
    this.evaluator = new SpfEvaluator(resolver, clock);
  }

  /** What variables tell of the check that a condition asked for last; empty before one did. */
  static Map<String, String> values(MailView mail) {
    return mail.value(VALUES);
  }

  private static Findings told(Findings findings, MailView mail) {
    Map<String, String> values = mail.value(VALUES);
    values.put("spf_result", findings.outcome().result().word());
    values.put("spf_result_guessed", findings.isGuessed() ? "yes" : "no");
    values.put("spf_header_comment", findings.report().headerComment());
    values.put("spf_received", findings.report().received());
    values.put("spf_smtp_comment", findings.report().smtpComment());
    values.put("spf_used_domain", findings.identity().domain());
    return findings;
  }

  /** The result of the published policy. */
  Findings published(MailView mail) throws InterruptedException {
    Memory memory = mail.value(SLOT);
    SpfIdentity identity = identity(mail);
    Findings known = memory.published;
    // The identity changes when MAIL follows HELO, or the peer says HELO again.
    if (known == null || !known.identity().equals(identity)) {
      known = findings(check(identity, receiver(mail)), identity, false, mail);
      memory.published = known;
      memory.guessed = null;
    }
    return told(known, mail);
  }

  /** The result of the published policy, or of the best guess when there is none. */
  Findings guessed(MailView mail) throws InterruptedException {
    Findings published = published(mail);
    if (published.outcome().result() != SpfResult.NONE) {
      return published;
    }
    Memory memory = mail.value(SLOT);
    Findings known = memory.guessed;
    if (known == null) {
      String record = mail.settings().value(SpfOptions.GUESS);
      SpfIdentity identity = published.identity();
      known =
          findings(evaluator.checkAgainst(record, identity, receiver(mail)), identity, true, mail);
      memory.guessed = known;
    }
    return told(known, mail);
  }

  /** The published policy for any identity; this host itself always passes, as with Exim. */
  SpfOutcome check(SpfIdentity identity, String receiver) throws InterruptedException {
    return identity.ip().isLoopbackAddress()
        ? SpfOutcome.of(SpfResult.PASS, SpfOutcome.Reason.LOCALHOST)
        : evaluator.check(identity, receiver);
  }

  static String receiver(MailView mail) throws InterruptedException {
    Text name = mail.variable("primary_hostname");
    return name == null ? "" : name.value();
  }

  private static SpfIdentity identity(MailView mail) {
    Peer peer = mail.peer();
    InetAddress address = peer.address();
    ReversePath sender = mail.envelope().sender();
    String helo = peer.heloName();
    return SpfIdentity.of(
        address == null ? NO_CLIENT : address,
        sender == null ? "" : sender.address(),
        helo == null ? "" : helo);
  }

  private Findings findings(
      SpfOutcome outcome, SpfIdentity identity, boolean guessed, MailView mail)
      throws InterruptedException {
    String receiver = receiver(mail);
    String explanation = outcome.explanation() == null ? template(identity, mail, receiver) : null;
    return new Findings(
        identity, outcome, guessed, SpfReport.of(outcome, identity, receiver, explanation));
  }

  /**
   * The local explanation: expanded by the language first, then read as an explain-string of SPF.
   */
  private @Nullable String template(SpfIdentity identity, MailView mail, String receiver)
      throws InterruptedException {
    Expansion expansion = mail.settings().value(SpfOptions.SMTP_COMMENT_TEMPLATE).expand(mail);
    if (!(expansion instanceof Expansion.Value value)) {
      LOG.warn("spf_smtp_comment_template cannot be expanded: {}", expansion);
      return null;
    }
    try {
      SpfMacro macro = SpfMacro.explanation(value.text().value());
      SpfDns dns = new SpfDns(resolver, clock, identity);
      return new MacroExpander(identity, receiver, clock, dns).text(macro, identity.domain());
    } catch (SpfError error) {
      LOG.warn("spf_smtp_comment_template is no explanation of SPF: {}", error.problem());
      return null;
    }
  }
}
