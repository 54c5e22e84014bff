// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.LetterAddresses;
import org.ostler.core.mail.Situation;
import org.ostler.core.retry.Hint;
import org.ostler.core.retry.RetryError;
import org.ostler.core.retry.RetryHints;
import org.ostler.core.retry.RetryOptions;
import org.ostler.core.retry.RetryRule;
import org.ostler.core.route.RouterOptions;
import org.ostler.core.route.Words;

/** Turns deferrals into next times by the retry rules, and tells which hosts may be tried now. */
final class RetryKeeper {
  /** What a deferral means. */
  sealed interface Verdict {
    record Later(Instant next) implements Verdict {}

    /** The retry rules give up, or there is none. */
    record Over() implements Verdict {}
  }

  /** Which hosts of an address may be tried. */
  sealed interface Usable {
    record Some(List<NextHop> hosts) implements Usable {}

    record NotYet(Instant next) implements Usable {}

    /** All have been failing for as long as the rules allow. */
    record Over() implements Usable {}
  }

  private final RetryHints hints;
  private final Policy policy;
  private final InstantSource clock;
  private final Situation view;

  /** {@code view} is the message, for options that are expanded. */
  RetryKeeper(RetryHints hints, Policy policy, InstantSource clock, Situation view) {
    this.view = view;
    this.hints = hints;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * A host as routing gave it for the address: a transport tells of it with the port that its own
   * options chose, which nobody knows before.
   */
  static NextHop routed(NextHop host, Address address) {
    for (NextHop hop : address.hosts) {
      if (hop.name().equals(host.name()) && Objects.equals(hop.address(), host.address())) {
        return hop;
      }
    }
    return host;
  }

  /** The key of a host; {@code retry_include_ip_address} says whether each address has its own. */
  String key(NextHop host, Address address) {
    String port = host.port() > 0 ? ":" + host.port() : "";
    boolean ip = isTrue(TransportOptions.RETRY_INCLUDE_IP_ADDRESS, address);
    return "T:" + host.name() + (ip ? ":" + host.address() : "") + port;
  }

  private boolean isTrue(Option<Expandable> option, Address address) {
    Settings transport = transport(address);
    Expandable text = transport == null ? null : transport.find(option).orElse(null);
    try {
      return text == null
          || !(text.expand(view.with(address)) instanceof Expansion.Value(var value))
          || Words.holds(value.value());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private @Nullable Settings transport(Address address) {
    Transport transport = policy.transports().get(String.valueOf(address.transportName));
    return transport == null ? null : transport.settings();
  }

  /** The key of an address: of its routing and of replies about it, or of its mailbox. */
  static String key(Address address, boolean mailbox) {
    String target =
        address.letter != null
            ? ">" + LetterAddresses.shown(address.letter) + ":"
            : address.file != null
                ? address.file + ":"
                : address.pipe != null ? "|" + address.pipe + ":" : "";
    int at = address.address().lastIndexOf('@');
    String local = at < 0 ? address.address() : address.address().substring(0, at);
    return (mailbox ? "T:" : "R:") + target + local + "@" + address.domain();
  }

  /** The key of what went wrong in routing: of the address, or of its domain alone. */
  private static String routingKey(Address address) {
    Settings router = address.router;
    boolean local = router == null || router.find(RouterOptions.RETRY_USE_LOCAL_PART).orElse(true);
    return local ? key(address, false) : "R:" + address.domain();
  }

  /** The key of a mailbox, which a transport may share among those of a domain. */
  private String mailboxKey(Address address) {
    Settings transport = transport(address);
    boolean local =
        transport == null || transport.find(TransportOptions.RETRY_USE_LOCAL_PART).orElse(true);
    return local ? key(address, true) : "T:" + address.domain();
  }

  /** The key of what a host said of a recipient, to this sender or to anybody. */
  private String recipientKey(Address address) {
    Settings transport = transport(address);
    boolean any =
        transport == null
            || !transport.find(TransportOptions.ADDRESS_RETRY_INCLUDE_SENDER).orElse(true);
    return any ? key(address, false) : key(address, false) + sender();
  }

  private String sender() {
    ReversePath sender = view.envelope().sender();
    return ":<" + (sender == null ? "" : sender.address()) + ">";
  }

  /** Until when the address is to be left alone; null when it may be tried. */
  @Nullable Instant holdUntil(Address address) {
    String key = key(address, false);
    Instant latest = null;
    for (String one : List.of(key, key + sender(), "R:" + address.domain())) {
      Instant until = holdUntil(one);
      latest = until != null && (latest == null || until.isAfter(latest)) ? until : latest;
    }
    return latest;
  }

  /** Until when the mailbox of the address is to be left alone; null when it may be tried. */
  @Nullable Instant holdLocalUntil(Address address) {
    return holdUntil(mailboxKey(address));
  }

  private @Nullable Instant holdUntil(String key) {
    Hint hint = hints.find(key);
    return hint != null && hint.next().isAfter(clock.instant()) ? hint.next() : null;
  }

  /** A deferral of routing. */
  Verdict unrouted(Address address, String reason) throws InterruptedException {
    return deferred(address, routingKey(address), RetryError.ofRouting(reason), reason);
  }

  /** A deferral of the address itself by a reply, or of the delivery into its mailbox. */
  Verdict deferred(Address address, boolean mailbox, RetryError error, String reason)
      throws InterruptedException {
    String key = mailbox ? mailboxKey(address) : recipientKey(address);
    return deferred(address, key, error, reason);
  }

  private Verdict deferred(Address address, String key, RetryError error, String reason)
      throws InterruptedException {
    Situation situation = view.with(address);
    Optional<RetryRule> rule =
        policy.retry().find(address.address(), null, false, error, situation);
    if (rule.isEmpty()) {
      return new Verdict.Over();
    }
    Hint hint = hints.failed(key, rule.get(), longest(), reason);
    return hint.expired() || isOver(rule.get(), situation)
        ? new Verdict.Over()
        : new Verdict.Later(hint.next());
  }

  /**
   * A message that is older than the rule's last time gets no further attempt, whatever its hints
   * say.
   */
  private boolean isOver(RetryRule rule, Situation situation) {
    Duration age = Duration.between(situation.envelope().received(), clock.instant());
    return !rule.steps().isEmpty() && age.compareTo(rule.steps().getLast().until()) > 0;
  }

  /** A host that gave trouble; true when its retry times are over. */
  boolean failed(NextHop host, Address address, RetryError error, String reason, Situation view)
      throws InterruptedException {
    Optional<RetryRule> rule =
        policy.retry().find(address.address(), host.name(), host.preference() >= 0, error, view);
    String key = key(routed(host, address), address);
    return rule.isEmpty() || hints.failed(key, rule.get(), longest(), reason).expired();
  }

  /**
   * What follows for an address when none of its hosts took it; null when nothing is known of any
   * host.
   */
  @Nullable Verdict allFailed(Address address, Set<NextHop> over) {
    Instant next = null;
    boolean all = true;
    for (NextHop host : address.hosts) {
      Hint hint = hints.find(key(host, address));
      all &= over.contains(host) || (hint != null && hint.expired());
      if (hint != null && (next == null || hint.next().isBefore(next))) {
        next = hint.next();
      }
    }
    if (all) {
      return new Verdict.Over();
    }
    return next == null ? null : new Verdict.Later(next);
  }

  /** The hosts that may be tried for a message that came then. */
  Usable usable(List<NextHop> hosts, Address address, Instant received) {
    boolean delays = delaysAfterCutoff(address);
    List<NextHop> usable = new ArrayList<>();
    Instant now = clock.instant();
    Instant next = Instant.MAX;
    boolean over = true;
    for (NextHop host : hosts) {
      Hint hint = hints.find(key(host, address));
      if (hint == null || mayTry(hint, now, received, delays)) {
        usable.add(host);
      } else {
        over &= hint.expired();
        next = hint.next().isBefore(next) ? hint.next() : next;
      }
    }
    if (!usable.isEmpty()) {
      return new Usable.Some(usable);
    }
    return over ? new Usable.Over() : new Usable.NotYet(next);
  }

  /** {@code delay_after_cutoff}. */
  boolean delaysAfterCutoff(Address address) {
    Settings transport = transport(address);
    return transport == null || transport.find(TransportOptions.DELAY_AFTER_CUTOFF).orElse(true);
  }

  /**
   * A host is due, or it is given one more chance by a message that came after its last one, unless
   * the transport wants it left alone.
   */
  private static boolean mayTry(Hint hint, Instant now, Instant received, boolean delays) {
    boolean due = !hint.next().isAfter(now);
    return due || (!delays && hint.expired() && hint.last().isBefore(received));
  }

  void worked(Address address, @Nullable NextHop host) {
    String key = key(address, false);
    for (String one : List.of(key, key + sender(), "R:" + address.domain(), mailboxKey(address))) {
      hints.worked(one);
    }
    if (host != null) {
      hints.worked(key(routed(host, address), address));
    }
  }

  private Duration longest() {
    return policy.main().value(RetryOptions.RETRY_INTERVAL_MAX);
  }
}
