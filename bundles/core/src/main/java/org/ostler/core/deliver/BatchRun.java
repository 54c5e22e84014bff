// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Content;
import org.ostler.api.transport.Outcome;
import org.ostler.core.deliver.RetryKeeper.Usable;
import org.ostler.core.deliver.RetryKeeper.Verdict;
import org.ostler.core.log.DeliveryLine;
import org.ostler.core.log.LogSelector;
import org.ostler.core.log.SystemErrors;
import org.ostler.core.log.Tls;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.DebugPrint;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.InHand;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.Dispatch;
import org.ostler.core.queue.QueuedMail;
import org.ostler.core.report.Misfortune;
import org.ostler.core.retry.RetryError;
import org.ostler.core.transport.Filtered;
import org.ostler.core.transport.TransportFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one batch of one message and turns what the transport reports into log lines, hints and
 * the tally.
 */
final class BatchRun {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  private final Desk desk;
  private final Policy policy;
  private final QueuedMail mail;
  private final Transport transport;
  private final List<Address> addresses;
  private final Tally tally;
  private final RetryKeeper retry;
  private final Situation base;
  private final Instant began;
  private final Announcements announcements;
  private @Nullable ReversePath usedPath;
  private boolean someDelivered;
  private boolean deferralTold;
  private boolean puttingOffTold;

  BatchRun(
      Desk desk,
      Policy policy,
      QueuedMail mail,
      Transport transport,
      List<Address> addresses,
      Tally tally) {
    this.desk = desk;
    this.policy = policy;
    this.mail = mail;
    this.transport = transport;
    this.addresses = addresses;
    this.tally = tally;
    this.base = new Situation(policy.variables(), policy.main(), mail.connection(), mail.message());
    this.retry = new RetryKeeper(desk.hints(), policy, desk.clock(), base);
    this.announcements = new Announcements(base);
    this.began = desk.clock().instant();
  }

  /**
   * Delivers. A forced delivery tries hosts and mailboxes whose time has not come, a fresh one such
   * mailboxes.
   */
  Hops.Health deliver(Dispatch.Reason reason) throws InterruptedException {
    boolean affixes = TransportOptions.includesAffixes(transport.settings());
    addresses.forEach(address -> address.withAffixes = affixes);
    Situation first = base.with(addresses.getFirst());
    try (var _ = InHand.of(first, transport.settings()).take()) {
      return pass(reason);
    }
  }

  private Hops.Health pass(Dispatch.Reason reason) throws InterruptedException {
    List<NextHop> hosts = addresses.getFirst().hosts;
    Instant hold =
        transport.remote() || !reason.isRun() ? null : retry.holdLocalUntil(addresses.getFirst());
    if (hold != null) {
      notYet(hold, -53, address -> "Retry time not yet reached");
      return Hops.Health.UNKNOWN;
    }
    if (transport.remote() && !hosts.isEmpty() && !reason.isForced()) {
      switch (retry.usable(hosts, addresses.getFirst(), mail.message().received())) {
        case Usable.Some(var usable) -> hosts = usable;
        case Usable.NotYet(var next) -> {
          notYet(
              next,
              -54,
              address -> "retry time not reached for any host for '" + address.domain() + "'");
          return Hops.Health.UNKNOWN;
        }
        case Usable.Over() -> {
          over();
          return Hops.Health.UNKNOWN;
        }
      }
    }
    BatchPreparation.Result prepared =
        new BatchPreparation(policy, transport, mail.message(), mail.body(), desk.clock().instant())
            .prepare(base, addresses);
    return switch (prepared) {
      case BatchPreparation.Result.Deferred(var message) -> {
        for (Address address : addresses) {
          deferred(address, Outcome.Trouble.of(message), List.of(), Set.of());
        }
        yield Hops.Health.UNKNOWN;
      }
      case BatchPreparation.Result.Failed(var message) -> {
        addresses.forEach(address -> failed(address, Outcome.Trouble.of(message)));
        yield Hops.Health.UNKNOWN;
      }
      case BatchPreparation.Result.Ready(var returnPath, var content) ->
          filtered(returnPath, content, hosts);
    };
  }

  private Hops.Health filtered(ReversePath returnPath, Content content, List<NextHop> hosts)
      throws InterruptedException {
    if (!TransportFilter.isSet(transport.settings())) {
      return transmit(delivery(returnPath, content, hosts), returnPath, hosts);
    }
    TransportFilter filter =
        new TransportFilter(transport.settings(), policy.routers().surroundings().compiler());
    Outcome.Trouble trouble;
    try (Filtered filtered = filter.filter(content, addresses, base.with(addresses.getFirst()))) {
      return transmit(delivery(returnPath, filtered, hosts), returnPath, hosts);
    } catch (TransportFilter.Failure failure) {
      String why = String.valueOf(failure.getMessage());
      trouble = new Outcome.Trouble(null, null, Cause.FILTER, why);
    } catch (IOException ours) {
      trouble = Outcome.Trouble.of("transport filter: " + ours.getMessage());
    }
    for (Address address : addresses) {
      deferred(address, trouble, List.of(), Set.of());
    }
    return Hops.Health.UNKNOWN;
  }

  private BatchDelivery delivery(ReversePath returnPath, Content content, List<NextHop> hosts) {
    return new BatchDelivery(mail.id(), returnPath, addresses, hosts, base, content);
  }

  /** What is to be told once the outcome is on disk. */
  Announcements announcements() {
    return announcements;
  }

  private void notYet(Instant next, int number, Function<Address, String> words) {
    for (Address address : addresses) {
      String message = words.apply(address);
      if (desk.log().selects(LogSelector.RETRY_DEFER)) {
        say(plain(address).times(null, Duration.ZERO).deferred(number, message, desk.log()));
      }
      tally.deferred(Misfortune.of(address, ""), next);
    }
  }

  private void over() {
    for (Address address : addresses) {
      failed(
          address,
          Outcome.Trouble.of(
              "all hosts for '"
                  + address.domain()
                  + "' have been failing for a long time "
                  + (retry.delaysAfterCutoff(address)
                      ? "(and retry time not reached)"
                      : "and were last tried after this message arrived")));
    }
  }

  private Hops.Health transmit(BatchDelivery delivery, ReversePath returnPath, List<NextHop> hosts)
      throws InterruptedException {
    usedPath = returnPath;
    if (mail.message().controls.suppressed) {
      return suppressed(returnPath, hosts);
    }
    DeliveryTelling.begins(addresses);
    DebugPrint.print(
        transport.settings().find(TransportOptions.DEBUG_PRINT).orElse(null),
        base.with(addresses.getFirst()));
    DeliveryTelling.enters(transport, delivery.addressees(), hosts);
    String silence = transport.name() + " transport gave no outcome";
    try {
      transport.driver().deliver(delivery);
    } catch (RuntimeException e) {
      // the one guard round a transport: its bug defers the mail and is told to those who can mend
      // it
      silence = transport.name() + " transport failed: " + e;
      desk.log().panic(mail.id(), silence);
      LOG.error("{}", silence, e);
    }
    if (!transport.remote()) {
      List<Address> there =
          addresses.stream()
              .filter(a -> delivery.outcome(a, "") instanceof Outcome.Delivered)
              .toList();
      new ShadowDelivery(policy, desk, mail, base).run(transport, there);
    }
    Set<NextHop> over = hostTroubles(delivery);
    boolean hostTrouble = !delivery.troubles().isEmpty();
    for (Address address : addresses) {
      DeliveryTelling.ends(transport, address, delivery.outcome(address, silence));
      switch (delivery.outcome(address, silence)) {
        case Outcome.Delivered delivered -> delivered(address, delivered, returnPath);
        case Outcome.Failed(var trouble) -> failed(address, trouble);
        case Outcome.Deferred(var trouble) -> {
          deferred(address, trouble, hosts, over);
          hostTrouble |= trouble.reply() == null;
        }
      }
    }
    return someDelivered
        ? Hops.Health.GOOD
        : hostTrouble ? Hops.Health.TROUBLE : Hops.Health.UNKNOWN;
  }

  /** {@code -N}: what the transport would have done counts as done, and teaches nothing. */
  private Hops.Health suppressed(ReversePath returnPath, List<NextHop> hosts) {
    boolean remote = transport.remote();
    Outcome.Delivered done =
        new Outcome.Delivered(
            remote && !hosts.isEmpty() ? hosts.getFirst() : null,
            remote ? "delivery bypassed by -N option" : null,
            Set.of());
    addresses.forEach(address -> delivered(address, done, returnPath));
    return Hops.Health.UNKNOWN;
  }

  /**
   * Logs and remembers hosts that were of no use; those whose retry times are over are returned.
   */
  private Set<NextHop> hostTroubles(BatchDelivery delivery) throws InterruptedException {
    Set<NextHop> over = new HashSet<>();
    for (Outcome.Trouble trouble : delivery.troubles()) {
      NextHop host = trouble.host();
      if (host == null) {
        continue;
      }
      // Exim's log speaks of a host whose TLS failed only with the address.
      if (trouble.cause() != Cause.TLS_FAILED) {
        say(host, trouble);
      }
      Address first = addresses.getFirst();
      RetryError error = RetryError.of(trouble);
      if (retry.failed(host, first, error, trouble.reason(), base.with(first))) {
        over.add(RetryKeeper.routed(host, first));
      }
    }
    return over;
  }

  /**
   * The line about a host; an error of the system is told by its name, behind a sentence if any.
   */
  private void say(NextHop host, Outcome.Trouble trouble) {
    String name =
        host.address() == null
            ? host.name()
            : host.name() + " [" + host.address() + "]" + DeliveryLine.port(host, desk.log());
    String words = isBareError(trouble) ? "" : SystemErrors.words(trouble.cause().number());
    say(
        "H="
            + name
            + (isBareError(trouble) ? " " : ": ")
            + trouble.reason()
            + (words.isEmpty() ? "" : ": " + words));
  }

  /** A host that puts off the message as a whole is told of once, whoever it is for. */
  private void sayPuttingOff(Outcome.Trouble trouble) {
    NextHop host = trouble.host();
    boolean whole = trouble.cause() == Cause.MAIL_4XX || trouble.cause() == Cause.DATA_4XX;
    if (whole && host != null && !puttingOffTold) {
      puttingOffTold = true;
      say(host, trouble);
    }
  }

  /** Whether the reason is the name of an error alone, and nobody's sentence. */
  private static boolean isBareError(Outcome.Trouble trouble) {
    return switch (trouble.cause()) {
      case REFUSED, HOST_UNREACHABLE, NETWORK_UNREACHABLE, CONNECT_TIMEOUT, EVENT -> true;
      case OTHER -> trouble.reply() == null;
      default -> false;
    };
  }

  private void say(String line) {
    say(line, false);
  }

  private void say(String line, boolean panics) {
    if (panics) {
      desk.log().panic(mail.id(), line);
    } else {
      desk.log().main(mail.id(), line);
    }
    tally.say(line.replaceFirst("^(?:==|\\*\\*|=>|->) ", ""));
  }

  private DeliveryLine line(Address address) {
    DeliveryLine line = plain(address);
    return address.logAsLocal && !transport.remote() ? line.local(true) : line;
  }

  private DeliveryLine plain(Address address) {
    return new DeliveryLine(address).queue(mail.connection().queueName);
  }

  private void delivered(Address address, Outcome.Delivered delivered, ReversePath returnPath) {
    Message message = mail.message();
    Instant now = desk.clock().instant();
    DeliveryLine line =
        line(address)
            .paths(message.sender(), returnPath)
            .host(delivered.host())
            .sending(address.sending)
            .tls(Tls.of(address.tls))
            .authenticated(
                address.authenticatedBy, address.authenticatedTo, address.authenticatedSender)
            .extensions(delivered.extensions())
            .confirmation(delivered.confirmation())
            .size(message.size)
            .times(onQueue(message, now), Duration.between(began, now));
    desk.log().main(mail.id(), line.delivered(flag(), desk.log()));
    tally.say(address.address() + ": " + transport.name() + " transport succeeded");
    someDelivered = true;
    String confirmation = delivered.confirmation() == null ? "" : delivered.confirmation();
    announce(address, delivered.host(), after("msg:delivery", confirmation));
    if (!message.controls.suppressed) {
      retry.worked(address, delivered.host());
    }
    tally.done(
        new SuccessNotices.Reached(
            address,
            transport.remote(),
            delivered.host(),
            delivered.confirmation(),
            delivered.extensions()));
  }

  private String flag() {
    boolean suppressed = mail.message().controls.suppressed;
    boolean further = someDelivered && !(suppressed && transport.remote());
    return further ? "->" : suppressed ? "*>" : "=>";
  }

  private Duration onQueue(Message message, Instant now) {
    Instant complete = message.complete;
    boolean exclusive = desk.log().selects(LogSelector.QUEUE_TIME_EXCLUSIVE);
    return Duration.between(complete != null && exclusive ? complete : message.received(), now);
  }

  private void failed(Address address, Outcome.Trouble trouble) {
    DeliveryLine line =
        line(address)
            .paths(mail.message().sender(), usedPath)
            .host(trouble.host())
            .sending(address.sending)
            .times(null, lasted())
            .tls(trouble.reply() == null ? null : Tls.of(address.tls));
    say(line.failed(trouble.reason(), desk.log()));
    tally.failed(Misfortune.of(address, trouble));
    // Of a local delivery Exim says no more than that it failed.
    announce(
        address,
        trouble.host(),
        after("msg:fail:delivery", isRemote(trouble) ? trouble.reason() : ""));
  }

  private boolean isRemote(Outcome.Trouble trouble) {
    return transport.remote() || trouble.host() != null;
  }

  private Duration lasted() {
    return Duration.between(began, desk.clock().instant());
  }

  private Happening after(String name, String data) {
    return Happening.after(name, data, transport.settings());
  }

  private void announce(Address address, @Nullable NextHop host, Happening happening) {
    announcements.add(address, host, happening);
  }

  /** A deferral by a reply to RCPT is the recipient's own; any other is told once for all. */
  private void announceDeferral(Address address, Outcome.Trouble trouble) {
    boolean single = trouble.cause() == Cause.RCPT_4XX;
    if (transport.remote() && (single || !deferralTold)) {
      deferralTold |= !single;
      announce(
          address,
          trouble.host(),
          Happening.deferral(
              single ? "msg:rcpt:defer" : "msg:defer",
              trouble.reason(),
              trouble.cause().number(),
              transport.settings()));
    }
  }

  private void deferred(
      Address address, Outcome.Trouble trouble, List<NextHop> hosts, Set<NextHop> over)
      throws InterruptedException {
    RetryError error = RetryError.of(trouble).afterIdle(address.idle);
    boolean ofHosts = trouble.reply() == null && transport.remote() && !hosts.isEmpty();
    // A host that there was no connection to is told of in its own line alone.
    @Nullable NextHop shown = ofHosts && isBareError(trouble) ? null : trouble.host();
    sayPuttingOff(trouble);
    String said =
        line(address)
            .host(shown)
            .sending(address.sending)
            .times(null, lasted())
            .deferred(error.number(), trouble.reason(), desk.log());
    say(said, isMistake(trouble));
    announceDeferral(address, trouble);
    if (isMistake(trouble)) {
      // What the configuration says wrong is tried until it is mended, and bounces nothing.
      tally.deferred(
          Misfortune.of(address, trouble), desk.clock().instant().plus(MessageRun.HOLDING));
      return;
    }
    Verdict verdict = ofHosts ? retry.allFailed(address, over) : null;
    if (verdict == null) {
      boolean mailbox = !transport.remote();
      verdict = retry.deferred(address, mailbox, error, trouble.reason());
    }
    Misfortune misfortune = Misfortune.of(address, trouble);
    if (address.freezes) {
      tally.freeze();
      tally.deferred(misfortune, desk.clock().instant());
      return;
    }
    switch (verdict) {
      case Verdict.Later(var next) -> tally.deferred(misfortune, next);
      case Verdict.Over() -> {
        giveUp(desk, mail, address, tally);
        Misfortune last = misfortune.adding("retry timeout exceeded");
        tally.failed(last);
        announce(address, trouble.host(), after("msg:fail:delivery", last.message()));
      }
    }
  }

  /** Whether a local transport could not make out what its options say. */
  private boolean isMistake(Outcome.Trouble trouble) {
    return !transport.remote()
        && (trouble.cause() == Cause.EXPANSION || trouble.cause() == Cause.TAINT);
  }

  /** The line that follows the last deferral of an address. */
  static void giveUp(Desk desk, QueuedMail mail, Address address, Tally tally) {
    address.retryTimedOut = true;
    Address bare = new Address(address.address(), address.recipient(), address.parent());
    String line =
        new DeliveryLine(bare)
            .queue(mail.connection().queueName)
            .failed("retry timeout exceeded", desk.log());
    desk.log().main(mail.id(), line);
    tally.say(line.substring("** ".length()));
  }
}
