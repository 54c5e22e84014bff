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
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.retry.Hint;
import org.ostler.core.retry.RetryError;
import org.ostler.core.retry.RetryHints;
import org.ostler.core.retry.RetryOptions;
import org.ostler.core.retry.RetryRule;

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

  RetryKeeper(RetryHints hints, Policy policy, InstantSource clock) {
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

  static String key(NextHop host) {
    String port = host.port() > 0 ? ":" + host.port() : "";
    return "T:" + host.name() + ":" + host.address() + port;
  }

  /** The key of an address: of its routing and of replies about it, or of its mailbox. */
  static String key(Address address, boolean mailbox) {
    String target =
        address.file != null
            ? address.file + ":"
            : address.pipe != null ? "|" + address.pipe + ":" : "";
    int at = address.address().lastIndexOf('@');
    String local = at < 0 ? address.address() : address.address().substring(0, at);
    return (mailbox ? "T:" : "R:") + target + local + "@" + address.domain();
  }

  /** Until when the address is to be left alone; null when it may be tried. */
  @Nullable Instant holdUntil(Address address) {
    return holdUntil(key(address, false));
  }

  /** Until when the mailbox of the address is to be left alone; null when it may be tried. */
  @Nullable Instant holdLocalUntil(Address address) {
    return holdUntil(key(address, true));
  }

  private @Nullable Instant holdUntil(String key) {
    Hint hint = hints.find(key);
    return hint != null && hint.next().isAfter(clock.instant()) ? hint.next() : null;
  }

  /**
   * A deferral of the address itself: of routing or by a reply, or of the delivery into its
   * mailbox.
   */
  Verdict deferred(
      Address address, boolean mailbox, RetryError error, String reason, Situation situation)
      throws InterruptedException {
    Optional<RetryRule> rule =
        policy.retry().find(address.address(), null, false, error, situation);
    if (rule.isEmpty()) {
      return new Verdict.Over();
    }
    Hint hint = hints.failed(key(address, mailbox), rule.get(), longest(), reason);
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
    String key = key(routed(host, address));
    return rule.isEmpty() || hints.failed(key, rule.get(), longest(), reason).expired();
  }

  /**
   * What follows for an address when none of its hosts took it; null when nothing is known of any
   * host.
   */
  @Nullable Verdict allFailed(List<NextHop> hosts, Set<NextHop> over) {
    Instant next = null;
    boolean all = true;
    for (NextHop host : hosts) {
      Hint hint = hints.find(key(host));
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
  Usable usable(List<NextHop> hosts, Instant received) {
    List<NextHop> usable = new ArrayList<>();
    Instant now = clock.instant();
    Instant next = Instant.MAX;
    boolean over = true;
    for (NextHop host : hosts) {
      Hint hint = hints.find(key(host));
      if (hint == null || mayTry(hint, now, received)) {
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

  /** A host is due, or it is given one more chance by a message that came after its last one. */
  private static boolean mayTry(Hint hint, Instant now, Instant received) {
    boolean due = !hint.next().isAfter(now);
    return due || (hint.expired() && hint.last().isBefore(received));
  }

  void worked(Address address, @Nullable NextHop host) {
    hints.worked(key(address, false));
    hints.worked(key(address, true));
    if (host != null) {
      hints.worked(key(routed(host, address)));
    }
  }

  private Duration longest() {
    return policy.main().value(RetryOptions.RETRY_INTERVAL_MAX);
  }
}
