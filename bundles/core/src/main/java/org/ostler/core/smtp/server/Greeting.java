// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.mail.Peer;
import org.ostler.api.smtp.Reply;
import org.ostler.core.acl.AclRunner;
import org.ostler.core.acl.Decision;
import org.ostler.core.log.PeerText;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.smtp.server.protocol.ExtensionWords;
import org.ostler.core.smtp.server.protocol.Offers;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.SessionState.Connected;
import org.ostler.core.smtp.server.protocol.SessionState.Greeted;
import org.ostler.core.smtp.server.protocol.Step;

/** The beginning of a session: who may connect, the banner, HELO and EHLO. */
final class Greeting {
  private final SessionContext context;
  private final Authentication authentication;
  private final AclRunner acls;
  private final Refusals refusals;
  private final Extensions extensions;
  private final HeloNames heloNames;
  private final TlsStart tls;

  Greeting(
      SessionContext context, Extensions extensions, Authentication authentication, TlsStart tls) {
    this.heloNames = new HeloNames(context);
    this.context = context;
    this.authentication = authentication;
    this.acls = context.policy().acls();
    this.refusals = new Refusals(context);
    this.extensions = extensions;
    this.tls = tls;
  }

  /** What the peer hears first. */
  Outcome open() throws InterruptedException {
    SessionContext.Membership refused = context.membership(SmtpOptions.HOST_REJECT_CONNECTION);
    if (refused == SessionContext.Membership.MEMBER) {
      context
          .log()
          .reject(
              null,
              "refused connection from " + context.peer().plain() + " (host_reject_connection)",
              List.of());
      return Outcome.closing(Reply.of(554, "SMTP service not available"));
    }
    if (refused == SessionContext.Membership.UNKNOWN) {
      // The list cannot be read now: a host that it may name does not come in by that.
      return Outcome.closing(
          Reply.of(421, context.ourName() + " Temporary local problem - please try later"));
    }
    Outcome crowded = new Crowd(context).refuse();
    if (crowded != null) {
      return crowded;
    }
    if (context.connection().address() != null && context.has(SmtpOptions.HOST_LOOKUP)) {
      context.services().hosts().find(context.connection());
    }
    Decision decision = acls.run(Phase.CONNECT, context.situation());
    if (!(decision instanceof Decision.Accept accept)) {
      Outcome denied = refusals.refuse(Phase.CONNECT, decision, "", new SessionState.Closed());
      return Outcome.closing(denied.reply());
    }
    String banner = accept.userMessage();
    if (banner.isEmpty()) {
      banner = context.expand(SmtpOptions.SMTP_BANNER, context.ourName() + " ESMTP");
    }
    return new Outcome(CustomReply.of(220, banner, false).reply(), new Connected());
  }

  /** HELO or EHLO; it ends a transaction in hand (RFC 5321 §4.1.4). */
  Outcome greet(Step.Greet step) throws InterruptedException {
    context.freshMessage();
    context.connection().heloName(step.name());
    context.connection().esmtp = step.extended();
    Outcome stranger = heloNames.refuse(step);
    if (stranger != null) {
      return stranger;
    }
    Decision decision = acls.run(Phase.HELO, context.situation());
    if (!(decision instanceof Decision.Accept accept)) {
      Outcome refused = refusals.refuse(Phase.HELO, decision, step.name(), new Connected());
      context.connection().heloName(null);
      return refused;
    }
    long limit = context.number(ReceiveOptions.MESSAGE_SIZE_LIMIT, 0);
    authentication.withdraw();
    List<String> mechanisms = step.extended() ? authentication.offer() : List.of();
    Extensions.Offer more = step.extended() ? extensions.offer() : Extensions.Offer.NONE;
    Offers offers = step.extended() ? offers(limit, more.words()) : Offers.none(limit);
    String hello = accept.userMessage().isEmpty() ? hello(step.name()) : accept.userMessage();
    List<String> lines = new ArrayList<>(List.of(hello.split("\n", -1)));
    if (step.extended()) {
      Map<String, String> extra = new TreeMap<>(more.lines());
      if (context.has(SmtpOptions.LIMITS_ADVERTISE_HOSTS)) {
        extra.put("LIMITS", limits());
      }
      keywords(offers, mechanisms, extra, lines);
    }
    return new Outcome(
        new Reply(250, null, lines), new Greeted(step.name(), step.extended(), offers));
  }

  private String hello(String name) throws InterruptedException {
    Peer peer = context.connection();
    InetAddress address = peer.address();
    String host = peer.hostName() != null ? peer.hostName() : name;
    String ident = context.connection().ident;
    return context.ourName()
        + " Hello "
        + (ident == null ? "" : ident + " at ")
        + host
        + (address == null ? "" : " [" + PeerText.text(address) + "]");
  }

  private Offers offers(long sizeLimit, ExtensionWords words) throws InterruptedException {
    return new Offers(
        sizeLimit,
        context.value(SmtpOptions.ACCEPT_8BITMIME),
        acls.isSet(Phase.ETRN),
        acls.isSet(Phase.VRFY),
        acls.isSet(Phase.EXPN),
        !context.connection().noPipelining && context.has(SmtpOptions.PIPELINING_ADVERTISE_HOSTS),
        context.has(SmtpOptions.CHUNKING_ADVERTISE_HOSTS),
        // RFC 6531 §3.1: whoever offers SMTPUTF8 offers 8BITMIME.
        context.value(SmtpOptions.ACCEPT_8BITMIME)
            && context.has(SmtpOptions.SMTPUTF8_ADVERTISE_HOSTS),
        tls.isOffered(),
        words);
  }

  /** How many messages and recipients are taken (RFC 9422 §4); empty where there is no limit. */
  private String limits() throws InterruptedException {
    int messages = context.value(SmtpOptions.SMTP_ACCEPT_MAX_PER_CONNECTION);
    long recipients = context.number(SmtpOptions.RECIPIENTS_MAX, 50000);
    String both =
        (messages > 0 ? " MAILMAX=" + messages : "")
            + (recipients > 0 ? " RCPTMAX=" + recipients : "");
    return both.isEmpty() ? "" : "LIMITS" + both;
  }

  /** The lines after the first, in Exim's order. */
  private static void keywords(
      Offers offers, List<String> mechanisms, Map<String, String> more, List<String> lines) {
    lines.add(offers.sizeLimit() > 0 ? "SIZE " + offers.sizeLimit() : "SIZE");
    String limits = more.remove("LIMITS");
    add(lines, limits != null && !limits.isEmpty(), limits);
    add(lines, offers.eightBit(), "8BITMIME");
    String dsn = more.remove("DSN");
    if (dsn != null) {
      lines.add(dsn);
    }
    add(lines, offers.etrn(), "ETRN");
    add(lines, offers.vrfy(), "VRFY");
    add(lines, offers.expn(), "EXPN");
    add(lines, offers.pipelining(), "PIPELINING");
    add(lines, !mechanisms.isEmpty(), "AUTH " + String.join(" ", mechanisms));
    add(lines, offers.chunking(), "CHUNKING");
    add(lines, offers.startTls(), "STARTTLS");
    lines.addAll(more.values());
    add(lines, offers.smtputf8(), "SMTPUTF8");
    lines.add("HELP");
  }

  private static void add(List<String> lines, boolean offered, @Nullable String keyword) {
    if (offered && keyword != null) {
      lines.add(keyword);
    }
  }
}
