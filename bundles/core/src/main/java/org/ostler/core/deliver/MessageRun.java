// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Recipient;
import org.ostler.core.deliver.RetryKeeper.Verdict;
import org.ostler.core.log.DeliveryLine;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.DomainChange;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.InHand;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.Dispatch;
import org.ostler.core.queue.Note;
import org.ostler.core.queue.QueuedMail;
import org.ostler.core.report.Misfortune;
import org.ostler.core.route.Purpose;
import org.ostler.core.route.RouteTree;
import org.ostler.core.route.Routed;
import org.ostler.language.trace.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one message: routes what is not done, hands batches to their hops, and settles
 * when the last has come back. What a batch achieved is on disk before the message is let go.
 */
final class MessageRun {
  private static final Logger LOG = LoggerFactory.getLogger(MessageRun.class);
  private static final String NOT_REACHED = "retry time not reached";

  /** When an attempt that was cut short is made again. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final String HELD = "domain is held";

  /** How often a held domain is looked at again, besides queue runs. */
  static final Duration HOLDING = Duration.ofMinutes(15);

  private final Desk desk;
  private final Hops hops;
  private final Policy policy;
  private final QueuedMail mail;
  private final Dispatch.Reason reason;
  private final Tally tally = new Tally();
  private final RetryKeeper retry;
  private final Situation base;
  private final FirstPass firstPass;
  private final AtomicInteger outstanding = new AtomicInteger(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Batch> remoteWaiting = new ArrayDeque<>();
  private boolean alone;
  private boolean mailLent;

  MessageRun(Desk desk, Hops hops, Policy policy, QueuedMail mail, Dispatch.Reason reason) {
    this.desk = desk;
    this.hops = hops;
    this.policy = policy;
    this.mail = mail;
    this.reason = reason;
    this.base = new Situation(policy.variables(), policy.main(), mail.connection(), mail.message());
    this.retry = new RetryKeeper(desk.hints(), policy, desk.clock(), base);
    this.firstPass = new FirstPass(policy, base, reason);
  }

  /** Routes and submits; returns when the batches are on their way. */
  void start() throws InterruptedException {
    try (var _ = InHand.of(base).take()) {
      begin();
    }
  }

  private void begin() throws InterruptedException {
    mail.message().firstDelivery = !mail.triedBefore();
    mail.message().manuallyThawed = mail.thawedManually() || reason.isForced();
    SystemFilter.Verdict verdict = new SystemFilter(policy, base).run();
    if (!mail.hasStoredHeaders()) {
      mail.message().measure();
    }
    List<Address> recipients = mail.waiting().stream().map(this::address).toList();
    route(
        verdict == null
            ? recipients
            : new Filtering(desk, mail, tally).addresses(verdict, recipients));
  }

  private void route(List<Address> addresses) throws InterruptedException {
    RouteTree routed =
        RouteTree.route(
            policy.routers(), addresses, base, Purpose.DELIVERY, mail::isDone, this::gate);
    rename();
    routingResults(routed);
    List<Address> leaves =
        firstPass.sendsNow(
            routed.accepted().stream().map(Routed.Accepted::address).toList(), this::waitsForRun);
    List<Address> sorted = new RemoteOrder(policy, base, desk.log()).sorted(leaves);
    List<Batch> batches = Batch.group(sorted, policy, base);
    DeliveryTelling.routed(routed, batches);
    alone = batches.size() == 1;
    outstanding.addAndGet(batches.size());
    List<Batch> first = new ArrayList<>();
    int room = Math.max(1, policy.main().value(DeliveryOptions.REMOTE_MAX_PARALLEL));
    for (Batch batch : batches) {
      Transport transport = batch.transport();
      boolean remote = transport != null && transport.remote();
      if (remote && room == 0) {
        remoteWaiting.add(batch);
      } else {
        first.add(batch);
        room -= remote ? 1 : 0;
      }
    }
    first.forEach(this::submit);
    oneLess();
  }

  private Address address(Recipient recipient) {
    Address address = Address.of(recipient);
    Note.Replaced replaced = mail.replacement(recipient);
    if (replaced != null) {
      address.onetimeParent = replaced.original().isEmpty() ? null : replaced.original();
      address.errorsTo = replaced.errorsTo();
    }
    return address;
  }

  /** Header fields get the names of domains that routing found; for this attempt and all others. */
  private void rename() throws InterruptedException {
    for (DomainChange change : mail.message().renamed) {
      Note note = new Note.Renamed(desk.clock().instant(), change.from(), change.to());
      mail.apply(note);
      try {
        desk.queue().note(mail.id(), note);
      } catch (IOException failed) {
        // The next attempt routes and finds the name again.
        desk.log().panic(mail.id(), "cannot note a domain's name: " + failed.getMessage());
      }
    }
  }

  /** Cancels: every recipient that is not done fails with these words. */
  void cancel(String words) throws InterruptedException {
    for (Recipient recipient : mail.waiting()) {
      Address address = Address.of(recipient);
      tally.say(address.address() + ": " + words);
      tally.failed(Misfortune.of(address, words));
      tell("msg:fail:internal", words, base.with(address));
    }
    oneLess();
  }

  /** Tells that no recipient that is left gets it, and that it is over. */
  void removed(String words) throws InterruptedException {
    for (Recipient recipient : mail.waiting()) {
      tell("msg:fail:internal", words, base.with(Address.of(recipient)));
    }
    tell("msg:complete", "", base.with(null));
  }

  /** Addresses of held domains, and in queue runs those whose time has not come, are left alone. */
  private @Nullable Routed gate(Address address) {
    if (!reason.isForced() && isHeld(address)) {
      return new Routed.Deferred(address, "", HELD, false);
    }
    if (isQueued(address)) {
      return new Routed.Deferred(address, "", FirstPass.QUEUE_DOMAIN, false);
    }
    return reason.isRun() && retry.holdUntil(address) != null
        ? new Routed.Deferred(address, "", NOT_REACHED, false)
        : null;
  }

  private boolean isQueued(Address address) {
    try {
      return firstPass.holds(address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The next queue run delivers it, whenever that is. */
  private void waitsForRun(Address address, int number, String why) {
    say(line(address).deferred(number, why, desk.log()));
    tally.waitsForRun(Misfortune.of(address, why));
  }

  /** A list that cannot be read holds too, until it can. */
  private boolean isHeld(Address address) {
    MatchList list = policy.main().find(DeliveryOptions.HOLD_DOMAINS).orElse(null);
    try {
      return list != null
          && !(list.test(address.domain(), base.with(address))
              instanceof MatchList.Match.Unmatched);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true; // held until somebody can tell
    }
  }

  private void routingResults(RouteTree routed) throws InterruptedException {
    for (Routed.Redirected thrown : routed.discarded()) {
      String line = new DeliveryLine(thrown.address()).discarded(desk.log());
      desk.log().main(mail.id(), line);
      tally.say(line.substring("=> ".length()));
      tally.done(new SuccessNotices.Reached(thrown.address(), false, null, null, Set.of()));
    }
    for (Routed.Failed failed : routed.failed()) {
      String line =
          line(failed.address())
              .paths(mail.message().sender(), null)
              .failed(failed.logMessage(), desk.log());
      desk.log().main(mail.id(), line);
      tally.say("routing failed for " + line.substring("** ".length()));
      tally.failed(Misfortune.of(failed.address(), failed.logMessage()));
      tell("msg:fail:internal", failed.logMessage(), base.with(failed.address()));
    }
    for (Routed.Deferred deferred : routed.deferred()) {
      routingDeferred(deferred);
    }
  }

  private void tell(String name, String data, Situation view) throws InterruptedException {
    view.events().tell(Happening.after(name, data, policy.main()), view);
  }

  private void routingDeferred(Routed.Deferred deferred) throws InterruptedException {
    Address address = deferred.address();
    if (address.hold != null && address.routerName == null) {
      say(new DeliveryLine(address).deferred(-1, address.hold, desk.log()));
      tally.deferred(Misfortune.of(address, address.hold), desk.clock().instant().plus(HOLDING));
      return;
    }
    if (deferred.logMessage().equals(HELD)) {
      say("== " + address.address() + " defer (-23): " + HELD);
      tally.deferred(Misfortune.of(address, HELD), desk.clock().instant().plus(HOLDING));
      return;
    }
    if (deferred.logMessage().equals(FirstPass.QUEUE_DOMAIN)) {
      waitsForRun(address, -56, FirstPass.QUEUE_DOMAIN);
      return;
    }
    Instant until = retry.holdUntil(address);
    if (deferred.logMessage().equals(NOT_REACHED) && until != null) {
      if (desk.log().selects(LogSelector.RETRY_DEFER)) {
        say(line(address).deferred(-52, NOT_REACHED, desk.log()));
      }
      tally.deferred(Misfortune.of(address, ""), until);
      return;
    }
    say(line(address).deferred(-1, deferred.logMessage(), desk.log()));
    if (deferred.freeze()) {
      tally.freeze();
    }
    Misfortune misfortune = Misfortune.of(address, deferred.logMessage());
    switch (retry.unrouted(address, deferred.logMessage())) {
      case Verdict.Later(var next) -> tally.deferred(misfortune, next);
      case Verdict.Over() -> {
        if (deferred.freeze()) {
          tally.deferred(misfortune, desk.clock().instant());
          return;
        }
        BatchRun.giveUp(desk, mail, address, tally);
        tally.failed(misfortune.adding("retry timeout exceeded"));
      }
    }
  }

  /** The line of an address that no transport has had: no time has gone into its delivery. */
  private DeliveryLine line(Address address) {
    return new DeliveryLine(address).queue(mail.connection().queueName).times(null, Duration.ZERO);
  }

  private void say(String line) {
    desk.log().main(mail.id(), line);
    tally.say(line.substring("== ".length()));
  }

  private void submit(Batch batch) {
    Transport transport = batch.transport();
    if (transport == null) {
      missing(batch);
      return;
    }
    // It may begin when another delivery to the same place ends, on that one's thread.
    Supplier<Hops.Health> work = Trace.carrying(() -> run(batch, transport));
    if (!hops.submit(batch.hop(), work::get)) {
      tally.parked(batch.addresses(), batch.hop());
      next();
    }
  }

  private void missing(Batch batch) {
    for (Address address : batch.addresses()) {
      String message = "transport " + address.transportName + " not found";
      desk.log().panic(mail.id(), message);
      say(line(address).deferred(-1, message, desk.log()));
      tally.deferred(Misfortune.of(address, message), desk.clock().instant().plusSeconds(3600));
    }
    next();
  }

  private Hops.Health run(Batch batch, Transport transport) {
    Hops.Health health = Hops.Health.UNKNOWN;
    Tally own = tally;
    boolean kept = false;
    try {
      BatchRun run = new BatchRun(desk, policy, lend(), transport, batch.addresses(), own);
      ParallelLimit limit = new ParallelLimit(hops.turns(), base, desk.log());
      health = limit.within(transport, batch.addresses().getFirst(), () -> run.deliver(reason));
      if (!run.announcements().isEmpty()) {
        keep(batch);
        kept = true;
        run.announcements().tell();
      }
    } catch (InterruptedException e) {
      leaveForLater(batch);
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      desk.log().panic(mail.id(), "cannot read the message: " + e.getMessage());
      leaveForLater(batch);
    } catch (RuntimeException | LinkageError | StackOverflowError bug) {
      // Whatever went wrong, each address has an end and the message is given back.
      desk.log().panic(mail.id(), "a delivery broke: " + bug);
      LOG.error("the delivery of {} broke", mail.id(), bug);
      leaveForLater(batch);
    }
    if (!alone && !kept) {
      keep(batch);
    }
    next();
    return health;
  }

  private void leaveForLater(Batch batch) {
    for (Address address : batch.addresses()) {
      if (!tally.isSettled(address)) {
        tally.deferred(Misfortune.of(address, ""), desk.clock().instant().plus(SOON));
      }
    }
  }

  /**
   * The first batch works on the message itself; those beside it on copies, for messages belong to
   * one thread.
   */
  private QueuedMail lend() throws IOException {
    lock.lock();
    try {
      if (!mailLent) {
        mailLent = true;
        return mail;
      }
    } finally {
      lock.unlock();
    }
    QueuedMail copy = mail.copy();
    // the system filter changed them for this attempt
    copy.message().headerFields(mail.message().headerFields());
    copy.message().measure();
    System.arraycopy(
        mail.message().systemNumbers, 0, copy.message().systemNumbers, 0, Filtering.NUMBERS);
    return copy;
  }

  /**
   * Writes down what a batch achieved while others are still under way: a crash then doubles
   * nothing of it.
   */
  private void keep(Batch batch) {
    List<String> done =
        batch.addresses().stream().map(address -> address.unique).filter(tally::isDone).toList();
    if (done.isEmpty()) {
      return;
    }
    try {
      desk.queue().note(mail.id(), new Note.Attempt(desk.clock().instant(), done, List.of(), null));
    } catch (IOException e) {
      desk.log().panic(mail.id(), "cannot note a delivery: " + e.getMessage());
    }
  }

  private void next() {
    Batch waiting;
    lock.lock();
    try {
      waiting = remoteWaiting.poll();
    } finally {
      lock.unlock();
    }
    if (waiting != null) {
      submit(waiting);
    }
    oneLess();
  }

  private void complete(Situation view) {
    try {
      tell("msg:complete", "", view);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void oneLess() {
    if (outstanding.decrementAndGet() == 0) {
      Situation view =
          new Situation(policy.variables(), policy.main(), mail.connection(), mail.message());
      if (new Ending(desk, hops, policy, mail, tally, view).settle()) {
        complete(view);
      }
    }
  }
}
