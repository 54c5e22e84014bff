// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.acl.Hints;
import org.ostler.core.contribution.Features;
import org.ostler.core.deliver.TransportOptions;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.InHand;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.Callout;
import org.ostler.core.route.Purpose;

/** Verifies addresses by asking the hosts that mail for them would go to. Safe for many threads. */
public final class SmtpCallout implements Callout {
  private static final Option<Boolean> DETAILS = Option.bool("smtp_return_error_details", false);

  private final Function<String, Optional<Settings>> transports;
  private final HostAddresses addresses;
  private final IdleConnections connections;
  private final CalloutCache cache;
  private final @Nullable Features features;
  private final Log log;

  /**
   * Asks with the options of smtp transports.
   *
   * @param transports the settings of the transport of that name if its driver is smtp
   * @param features bring TLS; null for none
   * @param hints where answers are remembered
   */
  public SmtpCallout(
      Function<String, Optional<Settings>> transports,
      Resolver resolver,
      IdleConnections connections,
      @Nullable Features features,
      Hints hints,
      InstantSource clock,
      Log log) {
    this.transports = transports;
    this.addresses = new HostAddresses(resolver);
    this.connections = connections;
    this.cache = new CalloutCache(hints, clock);
    this.features = features;
    this.log = log;
  }

  @Override
  public Verified ask(Address address, Purpose purpose, List<String> options, Situation situation)
      throws InterruptedException {
    CalloutWords words = CalloutWords.parse(options);
    Settings transport =
        Optional.ofNullable(address.transportName).flatMap(transports).orElse(null);
    if (transport == null) {
      // Delivered here: there is nobody to ask.
      return new Verified.Good(List.of(address.address()));
    }
    address.withAffixes = TransportOptions.includesAffixes(transport);
    Verified verified;
    try (var _ = InHand.of(situation, transport).take()) {
      verified = new Question(address, purpose, words, situation, transport).answer();
    }
    return verified instanceof Verified.Unknown && words.has("defer_ok")
        ? new Verified.Good(List.of(address.address()))
        : verified;
  }

  /** One verification. */
  private final class Question {
    private final Address address;
    private final boolean sender;
    private final CalloutWords words;
    private final Situation situation;
    private final Settings transport;
    private final String from;
    private boolean random;
    private boolean postmaster;

    Question(
        Address address,
        Purpose purpose,
        CalloutWords words,
        Situation situation,
        Settings transport)
        throws InterruptedException {
      this.address = address;
      this.sender = purpose == Purpose.VERIFY_SENDER;
      this.words = words;
      this.situation = situation;
      this.transport = transport;
      this.from = from();
      this.random = words.has("random");
      this.postmaster = words.asksPostmaster();
    }

    private String from() throws InterruptedException {
      ReversePath path = situation.envelope().sender();
      if (words.has("use_sender") && path != null) {
        return path.address();
      }
      if (words.has("use_postmaster")) {
        Text domain = situation.variable("qualify_domain");
        return "postmaster@" + (domain == null ? "localhost" : domain.value());
      }
      return words.from() == null ? "" : words.from();
    }

    Verified answer() throws InterruptedException {
      Verified known = words.has("no_cache") ? null : known();
      if (known != null) {
        return known;
      }
      try {
        return ask(hosts());
      } catch (Rejected rejected) {
        return unknown(rejected.text());
      }
    }

    /** What the cache says; notes in {@code random} and {@code postmaster} what is left to ask. */
    private @Nullable Verified known() {
      Settings main = situation.settings();
      String domain = address.domain();
      boolean nullSender = from.isEmpty();
      if (nullSender
          && Boolean.FALSE.equals(cache.domain(CalloutCache.Fact.NULL_SENDER, domain, main))) {
        return reused("(result of an earlier callout reused).", "mail");
      }
      if (random) {
        Boolean any = cache.domain(CalloutCache.Fact.RANDOM, domain, main);
        if (Boolean.TRUE.equals(any)) {
          return good();
        }
        random = any == null;
      }
      if (postmaster) {
        Boolean has = cache.domain(CalloutCache.Fact.POSTMASTER, domain, main);
        if (Boolean.FALSE.equals(has)) {
          return reused("(result of earlier verification reused).", "postmaster");
        }
        postmaster = has == null;
      }
      Boolean taken = cache.address(address.address(), from, main);
      if (Boolean.FALSE.equals(taken)) {
        return reused("Previous (cached) callout verification failure", "recipient");
      }
      return Boolean.TRUE.equals(taken) && !postmaster ? good() : null;
    }

    private Verified reused(String text, String failure) {
      return new Verified.Bad(text, sender ? "" : text, failure);
    }

    private Verified good() {
      return new Verified.Good(List.of(address.address()));
    }

    private List<NextHop> hosts() throws InterruptedException, Rejected {
      return address.hosts.isEmpty() || transport.value(ClientOptions.HOSTS_OVERRIDE)
          ? HostList.parse(SmtpDelivery.expand(transport, ClientOptions.HOSTS, situation, ""))
          : address.hosts;
    }

    private Verified ask(List<NextHop> hosts) throws InterruptedException, Rejected {
      long deadline = System.nanoTime() + words.overall().toNanos();
      Exchange exchange = new Exchange(transport, connections, features, log);
      List<String> troubles = new ArrayList<>();
      for (NextHop hop : hosts) {
        HostAddresses.Found known = addresses.find(hop, transport, situation);
        for (InetAddress found : known.addresses()) {
          if (System.nanoTime() > deadline) {
            return unknown("");
          }
          Target target = Target.of(known.hop(), found, new HostPort(transport).of(hop, situation));
          String host = target.hop().name() + " [" + target.hop().address() + "] : ";
          try {
            return host(exchange, target, host);
          } catch (HostFailure failure) {
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
            troubles.add(host + failure.text());
          }
        }
      }
      return unknown(troubles.size() == 1 ? troubles.getFirst() : "");
    }

    /** The view of the host that is asked. */
    private Situation at(Target target) {
      Situation view = situation.with(situation.addressee());
      view.hop = target.hop();
      return view;
    }

    private Verified host(Exchange exchange, Target target, String host)
        throws HostFailure, InterruptedException, Rejected {
      Situation view = at(target);
      Dialog dialog = exchange.dialog(target, view);
      boolean hold = words.has("hold");
      Exchange.Line line;
      try {
        line =
            hold
                ? exchange.take(target, view, dialog)
                : exchange.fresh(target, view, words.connect(), words.timeout(), dialog);
      } catch (HostFailure refusal) {
        if (refusal.reply() != null && refusal.reply().code() / 100 == 5) {
          return bad(
              target, host + refusal.text(), "EHLO " + dialog.helo(), refusal.reply(), "mail");
        }
        throw refusal;
      }
      if (hold) {
        return held(exchange, line, target, host, view);
      }
      try (CalloutDialogue dialogue = dialogue(line.connection(), view)) {
        return converse(dialogue, target, host);
      }
    }

    /** What comes next to this host, another question or the message, finds the connection. */
    private Verified held(
        Exchange exchange, Exchange.Line line, Target target, String host, Situation view)
        throws HostFailure, InterruptedException, Rejected {
      boolean ready = false;
      try {
        // Its closing would end the connection, which is given back instead.
        CalloutDialogue dialogue = dialogue(line.connection(), view);
        Verified verified = converse(dialogue, target, host);
        ready = dialogue.reset();
        return verified;
      } finally {
        exchange.giveBack(line, ready);
      }
    }

    private CalloutDialogue dialogue(ClientConnection connection, Situation view)
        throws InterruptedException, Rejected {
      boolean made = false;
      try {
        EnvelopeForm form = EnvelopeForm.of(transport, view, connection.capabilities());
        made = true;
        return new CalloutDialogue(connection, form, words.timeout());
      } finally {
        if (!made) {
          connection.quit();
        }
      }
    }

    private Verified converse(CalloutDialogue dialogue, Target target, String host)
        throws HostFailure, InterruptedException {
      CalloutDialogue.Answer answer = dialogue.mail(from);
      if (from.isEmpty()) {
        note(CalloutCache.Fact.NULL_SENDER, answer.isYes());
      }
      if (answer.isYes() && random) {
        CalloutDialogue.Answer any = dialogue.recipient(anybody() + "@" + address.domain());
        note(CalloutCache.Fact.RANDOM, any.isYes());
        if (any.isYes()) {
          return good();
        }
        CalloutDialogue.Answer again = dialogue.again(from);
        answer = again == null ? answer : again;
      }
      if (!answer.isYes()) {
        return bad(target, host + answer.log(), answer.command(), answer.reply(), "mail");
      }
      answer = dialogue.recipient(address.handedOn());
      if (!words.has("no_cache")) {
        cache.address(address.address(), from, answer.isYes());
      }
      if (!answer.isYes()) {
        return bad(target, host + answer.log(), answer.command(), answer.reply(), "recipient");
      }
      return postmaster ? postmaster(dialogue, target, host) : good();
    }

    private Verified postmaster(CalloutDialogue dialogue, Target target, String host)
        throws HostFailure {
      CalloutDialogue.Answer answer = dialogue.again(words.postmasterFrom());
      if (answer == null) {
        answer = dialogue.recipient("postmaster@" + address.domain());
        if (!answer.isYes() && words.has("fullpostmaster")) {
          // RFC 5321 §4.5.1: the one address that needs no domain.
          CalloutDialogue.Answer bare = dialogue.recipient("postmaster");
          answer = bare.isYes() ? bare : answer;
        }
      }
      note(CalloutCache.Fact.POSTMASTER, answer.isYes());
      return answer.isYes()
          ? good()
          : bad(target, host + answer.log(), answer.command(), answer.reply(), "postmaster");
    }

    private void note(CalloutCache.Fact fact, boolean yes) {
      if (!words.has("no_cache")) {
        cache.domain(fact, address.domain(), yes);
      }
    }

    private String anybody() throws InterruptedException {
      var option = situation.settings().value(CalloutOptions.CALLOUT_RANDOM_LOCAL_PART);
      return option.expand(situation) instanceof org.ostler.api.expansion.Expansion.Value value
          ? value.text().value()
          : "ostler-testing";
    }

    private Verified bad(
        Target target,
        String log,
        String command,
        org.ostler.api.smtp.Reply reply,
        String failure) {
      String said = reply.wire().replace("\r\n", "\n").stripTrailing();
      String user =
          sender
              ? "Called:   "
                  + target.hop().address()
                  + "\nSent:     "
                  + command
                  + "\nResponse: "
                  + said
              : "Callout verification failed:\n" + said;
      return new Verified.Bad(user, log, failure);
    }

    private Verified unknown(String trouble) {
      String dull = "Could not complete " + (sender ? "sender" : "recipient") + " verify callout";
      String log = trouble.isEmpty() ? dull : dull + ": " + trouble;
      if (!situation.settings().value(DETAILS)) {
        return new Verified.Unknown(dull, log);
      }
      String what =
          sender
              ? "you need to change the address or create an MX record for its domain\n"
                  + "if it is supposed to be generally accessible from the Internet.\n"
                  + "Talk to your mail administrator for details."
              : "the address will never be accepted.";
      return new Verified.Unknown(
          dull
              + " for <"
              + address.address()
              + ">.\nThe mail server(s) for the domain may be temporarily unreachable, or\n"
              + "they may be permanently unreachable from this server. In the latter case,\n"
              + what,
          log);
    }
  }
}
