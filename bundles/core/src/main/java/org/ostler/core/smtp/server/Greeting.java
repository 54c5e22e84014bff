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
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.CallerName;
import org.ostler.core.mail.Connection;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.smtp.server.protocol.ClientAttributes;
import org.ostler.core.smtp.server.protocol.ExtensionWords;
import org.ostler.core.smtp.server.protocol.Offers;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.SessionState.Connected;
import org.ostler.core.smtp.server.protocol.SessionState.Greeted;
import org.ostler.core.smtp.server.protocol.Step;
import org.ostler.language.text.Ascii;

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
    Connection peer = context.connection();
    if (peer.local && peer.ident != null) {
      peer.ident = CallerName.login(peer.ident, context.situation());
    }
    boolean network = peer.address() != null;
    if (network && context.has(SmtpOptions.HOST_LOOKUP)) {
      context.services().hosts().find(peer);
    }
    Outcome rejected = network ? rejected() : null;
    if (rejected != null) {
      return rejected;
    }
    if (network) {
      askLists();
    }
    Outcome crowded = new Crowd(context).refuse();
    if (crowded != null) {
      return crowded;
    }
    Decision decision = acls.run(Phase.CONNECT, context.situation());
    if (!(decision instanceof Decision.Accept accept)) {
      return denied(decision);
    }
    context.lists().hadAtFirst(SmtpOptions.PIPELINING_CONNECT_ADVERTISE_HOSTS);
    return new Outcome(banner(accept.userMessage()), new Connected());
  }

  /** The lists that say what this peer may do, in Exim's order; each is decided once. */
  private void askLists() throws InterruptedException {
    PeerLists lists = context.lists();
    lists.hadAtFirst(SmtpOptions.SENDER_UNQUALIFIED_HOSTS);
    lists.hadAtFirst(SmtpOptions.RECIPIENT_UNQUALIFIED_HOSTS);
    if (!lists.hadAtFirst(SmtpOptions.HELO_VERIFY_HOSTS)) {
      lists.hadAtFirst(SmtpOptions.HELO_TRY_VERIFY_HOSTS);
    }
    lists.hadAtFirst(SmtpOptions.HELO_ACCEPT_JUNK_HOSTS);
  }

  /**
   * What a client hears that a proxy brought and that may not connect; null when it may. How many
   * there may be at once was asked about the proxy, whose connection it is.
   */
  @Nullable Outcome refuseClient() throws InterruptedException {
    context.lists().forget();
    if (!context.connection().hostNameLookedUp && context.has(SmtpOptions.HOST_LOOKUP)) {
      context.services().hosts().find(context.connection());
    }
    Outcome rejected = rejected();
    if (rejected != null) {
      return rejected;
    }
    askLists();
    Decision decision = acls.run(Phase.CONNECT, context.situation());
    if (!(decision instanceof Decision.Accept)) {
      return denied(decision);
    }
    context.lists().hadAtFirst(SmtpOptions.PIPELINING_CONNECT_ADVERTISE_HOSTS);
    return null;
  }

  private Outcome denied(Decision decision) throws InterruptedException {
    return Outcome.closing(
        refusals.refuse(Phase.CONNECT, decision, "", new SessionState.Closed()).reply());
  }

  /** {@code host_reject_connection}; null when it does not have the peer. */
  private @Nullable Outcome rejected() throws InterruptedException {
    PeerLists.Membership refused = context.lists().membership(SmtpOptions.HOST_REJECT_CONNECTION);
    if (refused == PeerLists.Membership.MEMBER) {
      if (context.log().selects(LogSelector.CONNECTION_REJECT)) {
        String line =
            "refused connection from " + context.peer().plain() + " (host_reject_connection)";
        context.log().reject(null, line, List.of());
      }
      return Outcome.closing(Reply.of(554, "SMTP service not available"));
    }
    if (refused == PeerLists.Membership.UNKNOWN) {
      // The list cannot be read now: a host that it may name does not come in by that.
      return Outcome.closing(
          Reply.of(421, context.ourName() + " Temporary local problem - please try later"));
    }
    return null;
  }

  /** The banner: what the list says, or else the option. Its lines are told as they stand. */
  private Reply banner(String userMessage) throws InterruptedException {
    if (userMessage.isEmpty()) {
      String text = context.expand(SmtpOptions.SMTP_BANNER, context.ourName() + " ESMTP");
      return Reply.of(220, text.stripTrailing());
    }
    Reply first = context.answer(220, userMessage.stripTrailing(), "");
    int begin = userMessage.indexOf('\n');
    if (begin < 0) {
      return first;
    }
    List<String> lines = new ArrayList<>(List.of(first.lines().getFirst()));
    lines.addAll(List.of(userMessage.stripTrailing().substring(begin + 1).split("\n", -1)));
    return new Reply(first.code(), first.status(), lines);
  }

  /**
   * HELO or EHLO. It ends a transaction in hand; one that is refused changes nothing (RFC 5321
   * §4.1.4).
   *
   * @param mayChange whether the peer may say whom it speaks for
   */
  Outcome greet(Step.Greet step, SessionState before, boolean mayChange)
      throws InterruptedException {
    context.connection().heloName(step.name());
    context.connection().esmtp = step.extended();
    Outcome stranger = heloNames.refuse(step, before);
    if (stranger != null) {
      return stranger;
    }
    Decision decision = acls.run(Phase.HELO, context.situation());
    if (!(decision instanceof Decision.Accept accept)) {
      // The log shows the first word alone, where junk is let through.
      String name = Ascii.lower(step.name().split("[ \t]", 2)[0]);
      Outcome refused = refusals.refuse(Phase.HELO, decision, name, before);
      context.connection().heloName(null);
      return refused;
    }
    context.freshMessage();
    // Before the lists of hosts are asked, by which the name of the peer may become known.
    Reply hello = hello(accept.userMessage(), step.name());
    long limit = context.number(ReceiveOptions.MESSAGE_SIZE_LIMIT, 0);
    authentication.withdraw();
    Extensions.Offer more = step.extended() ? extensions.offer() : Extensions.Offer.NONE;
    boolean pipelining =
        step.extended()
            && !context.connection().noPipelining
            && context.has(SmtpOptions.PIPELINING_ADVERTISE_HOSTS);
    List<String> mechanisms = step.extended() ? authentication.offer() : List.of();
    Offers offers = step.extended() ? offers(limit, pipelining, more.words()) : Offers.none(limit);
    List<String> lines = new ArrayList<>(List.of(hello.lines().getFirst()));
    if (step.extended()) {
      Map<String, String> extra = new TreeMap<>(more.lines());
      if (context.lists().silentlyHas(SmtpOptions.LIMITS_ADVERTISE_HOSTS)) {
        extra.put("LIMITS", limits());
      }
      if (context.lists().hadAtFirst(SmtpOptions.PIPELINING_CONNECT_ADVERTISE_HOSTS)) {
        extra.put("PIPECONNECT", "PIPECONNECT");
      }
      if (mayChange) {
        extra.put("XCLIENT", ClientAttributes.OFFER);
      }
      if (context.lists().silentlyHas(WellKnown.WELLKNOWN_ADVERTISE_HOSTS)) {
        extra.put("WELLKNOWN", "WELLKNOWN");
      }
      keywords(offers, mechanisms, extra, lines);
    }
    return new Outcome(
        new Reply(hello.code(), null, lines), new Greeted(step.name(), step.extended(), offers));
  }

  /** The first line, which is the only one that a list may choose. */
  private Reply hello(String userMessage, String name) throws InterruptedException {
    if (userMessage.isEmpty()) {
      return Reply.of(250, hello(name));
    }
    CustomReply custom = CustomReply.of(250, userMessage, false);
    if (custom.wrongCode()) {
      context.log().main(null, CustomReply.complaint(250, userMessage));
    }
    Reply reply = custom.reply();
    String status = reply.status() == null ? "" : reply.status() + " ";
    if (reply.lines().size() > 1) {
      context
          .log()
          .panic(
              null,
              "EHLO/HELO response must not contain newlines: message truncated: "
                  + PeerWords.printable(
                      reply.code()
                          + " "
                          + status
                          + reply.lines().getFirst()
                          + userMessage.substring(userMessage.indexOf('\n'))));
    }
    return new Reply(reply.code(), null, List.of(status + reply.lines().getFirst()));
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

  private Offers offers(long sizeLimit, boolean pipelining, ExtensionWords words)
      throws InterruptedException {
    // A list that cannot be told now takes away none of these, as in Exim.
    boolean chunking = context.lists().mayHave(SmtpOptions.CHUNKING_ADVERTISE_HOSTS);
    boolean startTls = tls.isOffered();
    return new Offers(
        sizeLimit,
        context.value(SmtpOptions.ACCEPT_8BITMIME),
        acls.isSet(Phase.ETRN),
        acls.isSet(Phase.VRFY),
        acls.isSet(Phase.EXPN),
        pipelining,
        chunking,
        // RFC 6531 §3.1: whoever offers SMTPUTF8 offers 8BITMIME.
        context.value(SmtpOptions.ACCEPT_8BITMIME)
            && context.lists().mayHave(SmtpOptions.SMTPUTF8_ADVERTISE_HOSTS),
        startTls,
        words);
  }

  /** How many messages and recipients are taken (RFC 9422 §4); empty where there is no limit. */
  private String limits() throws InterruptedException {
    long messages =
        context.number(
            SmtpOptions.SMTP_ACCEPT_MAX_PER_CONNECTION, SmtpOptions.MESSAGES_PER_CONNECTION);
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
    String hurry = more.remove("PIPECONNECT");
    add(lines, offers.pipelining(), hurry);
    add(lines, !mechanisms.isEmpty(), "AUTH " + String.join(" ", mechanisms));
    add(lines, offers.chunking(), "CHUNKING");
    add(lines, offers.startTls(), "STARTTLS");
    String client = more.remove("XCLIENT");
    String wellKnown = more.remove("WELLKNOWN");
    lines.addAll(more.values());
    add(lines, client != null, client);
    add(lines, offers.smtputf8(), "SMTPUTF8");
    add(lines, wellKnown != null, wellKnown);
    lines.add("HELP");
  }

  private static void add(List<String> lines, boolean offered, @Nullable String keyword) {
    if (offered && keyword != null) {
      lines.add(keyword);
    }
  }
}
