// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.NoSuchMessage;
import org.ostler.api.spool.StoredMessage;
import org.ostler.core.log.LogSelector;
import org.ostler.core.queue.Abandonment;
import org.ostler.core.queue.Dispatch;
import org.ostler.core.queue.Note;
import org.ostler.core.queue.QueueOptions;
import org.ostler.core.queue.QueuedMail;

/**
 * Starts deliveries on virtual threads. A bounded number of messages is routed at a time; the rest
 * wait in line, of the longer part of which only the ids are kept.
 */
public final class Deliverer implements Dispatch, Abandonment {
  /** Octets of messages that may wait in memory for their first attempt. */
  private static final long MOST_FRESH_OCTETS = 24L << 20;

  /** What a message takes at most: the spool keeps larger bodies in files of their own. */
  private static final long LARGEST_IN_MEMORY = 256L << 10;

  /** What a message takes beside its body. */
  private static final long OVERHEAD = 4096;

  /** The queue of messages that {@code move_frozen_messages} sets aside. */
  private static final String FROZEN = "frozen";

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(5);

  private record Ticket(
      QueueId id, @Nullable StoredMessage fresh, Reason reason, @Nullable String cancel) {}

  /** Messages that have just come and are routed at the same time. */
  private static final int MOST_FRESH_ROUTED = 500;

  /** Messages of one sort that are routed now, and those that wait for it. Guarded by the lock. */
  private static final class Lane {
    final int most;
    final Deque<Ticket> line = new ArrayDeque<>();
    int running;

    Lane(int most) {
      this.most = Math.max(1, most);
    }
  }

  private final Desk desk;
  private final Hops hops;
  private final Consumer<Runnable> threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Lane fresh = new Lane(MOST_FRESH_ROUTED);
  private final Lane runs;
  private long kept;
  private boolean stopped;

  /**
   * A deliverer.
   *
   * @param mostOfRuns messages of queue runs that are routed at the same time
   * @param threads runs something on a thread of its own
   */
  public Deliverer(Desk desk, int mostOfRuns, Consumer<Runnable> threads) {
    this(desk, mostOfRuns, Hops.Limits.USUAL, threads);
  }

  Deliverer(Desk desk, int mostOfRuns, Hops.Limits limits, Consumer<Runnable> threads) {
    this.desk = desk;
    this.runs = new Lane(mostOfRuns);
    this.threads = threads;
    this.hops = new Hops(limits, id -> desk.queue().hurry(id), threads);
  }

  @Override
  public void start(QueueId id, @Nullable StoredMessage stored, Reason reason) {
    begin(new Ticket(id, stored, reason, null));
  }

  @Override
  public void cancel(QueueId id, String words) {
    begin(new Ticket(id, null, Reason.FORCED, words));
  }

  @Override
  public void remove(QueuedMail mail, String words) {
    try {
      new MessageRun(desk, hops, desk.policy().get(), mail, Reason.FORCED).removed(words);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(Ticket ticket) {
    Lane lane = ticket.reason.isRun() ? runs : fresh;
    lock.lock();
    try {
      if (stopped) {
        return;
      }
      if (lane.running >= lane.most) {
        long octets = octets(ticket);
        boolean keep = ticket.fresh != null && kept + octets <= MOST_FRESH_OCTETS;
        kept += keep ? octets : 0;
        lane.line.add(keep ? ticket : new Ticket(ticket.id, null, ticket.reason, ticket.cancel));
        return;
      }
      lane.running++;
    } finally {
      lock.unlock();
    }
    threads.accept(() -> work(lane, ticket));
  }

  private static long octets(Ticket ticket) {
    return ticket.fresh == null
        ? 0
        : OVERHEAD + Math.min(LARGEST_IN_MEMORY, ticket.fresh.body().size());
  }

  /**
   * Routes a message, and then the next of the same lane on the same thread, as long as there are
   * any.
   */
  private void work(Lane lane, Ticket first) {
    Ticket ticket = first;
    while (ticket != null) {
      attempt(ticket);
      lock.lock();
      try {
        ticket = lane.line.poll();
        kept -= ticket == null ? 0 : octets(ticket);
        lane.running -= ticket == null ? 1 : 0;
      } finally {
        lock.unlock();
      }
    }
  }

  private void attempt(Ticket ticket) {
    try {
      StoredMessage stored = ticket.fresh;
      QueuedMail mail = stored != null ? QueuedMail.of(stored) : desk.queue().open(ticket.id);
      desk.queue().learn(mail);
      if (desk.queue().restraints().suppresses(mail)) {
        desk.queue().note(mail.id(), new Note.Suppressed(desk.clock().instant()));
      }
      desk.queue().pay(mail);
      Policy policy = desk.policy().get();
      String cancel = ticket.cancel;
      if (cancel != null) {
        new MessageRun(desk, hops, policy, mail, ticket.reason).cancel(cancel);
      } else if (mayStart(mail, policy, ticket.reason)) {
        new MessageRun(desk, hops, policy, mail, ticket.reason).start();
      }
    } catch (NoSuchMessage e) {
      desk.log().main(ticket.id, "the message is gone from the spool");
      forget(ticket.id);
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      desk.log().panic(ticket.id, "delivery cannot begin: " + e);
      desk.queue().giveBack(ticket.id, desk.clock().instant().plus(AFTER_TROUBLE));
    } catch (InterruptedException e) {
      desk.queue().giveBack(ticket.id, desk.clock().instant());
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody waits any longer for a message that is not there. */
  private void forget(QueueId id) {
    try {
      desk.queue().finish(id);
    } catch (IOException e) {
      desk.queue().giveBack(id, null);
    }
  }

  /**
   * Frozen messages and those whose time has not come are given back, unless an administrator
   * insists.
   */
  private boolean mayStart(QueuedMail mail, Policy policy, Reason reason) throws IOException {
    Instant now = desk.clock().instant();
    if (reason.isForced()) {
      if (mail.frozenSince() != null) {
        desk.queue().note(mail.id(), new Note.Thawed(now, true));
        desk.log().main(mail.id(), "Unfrozen by forced delivery");
      }
      return true;
    }
    boolean named = !mail.connection().queueName.isEmpty();
    if (named && reason.isRun() && !desk.queue().isInRun(mail.id())) {
      desk.queue().giveBack(mail.id(), null);
      return false;
    }
    Instant frozen = mail.frozenSince();
    if (frozen != null) {
      return mayThaw(mail, policy, now, frozen);
    }
    Instant until = mail.waitsUntil();
    if (reason.isRun() && until != null && until.isAfter(now)) {
      desk.queue().giveBack(mail.id(), until);
      return false;
    }
    return true;
  }

  private boolean mayThaw(QueuedMail mail, Policy policy, Instant now, Instant frozen)
      throws IOException {
    FrozenMail rules = new FrozenMail(policy.main());
    switch (rules.fate(mail, now)) {
      case STAYS -> {
        if (policy.main().value(QueueOptions.MOVE_FROZEN_MESSAGES)
            && mail.connection().queueName.isEmpty()) {
          setAside(mail, now);
          return false;
        }
        if (desk.log().selects(LogSelector.SKIP_DELIVERY)) {
          desk.log().main(mail.id(), "Message is frozen");
        }
        desk.queue().giveBack(mail.id(), rules.nextLook(mail, frozen, now));
        return false;
      }
      case ERRMSG_TIMER -> desk.log().main(mail.id(), "Unfrozen by errmsg timer");
      case AUTO_THAW -> {
        desk.queue().note(mail.id(), new Note.Thawed(now, false));
        desk.log().main(mail.id(), "Unfrozen by auto-thaw");
      }
      case TIMEOUT -> {
        desk.log().main(mail.id(), "cancelled by timeout_frozen_after");
        begin(
            new Ticket(mail.id(), null, Reason.FORCED, "delivery cancelled: frozen for too long"));
        return false;
      }
    }
    return true;
  }

  /** Puts a frozen message where usual queue runs do not see it. */
  private void setAside(QueuedMail mail, Instant now) throws IOException {
    desk.queue().note(mail.id(), new Note.Moved(now, FROZEN));
    mail.connection().queueName = FROZEN;
    desk.queue().learn(mail);
    desk.log().main(mail.id(), "moved from input, msglog to (" + FROZEN + ") input, msglog");
    desk.queue().giveBack(mail.id(), null);
  }

  /** Begins nothing more: what waits in memory stays in the spool, what is under way ends. */
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      fresh.line.clear();
      runs.line.clear();
    } finally {
      lock.unlock();
    }
    hops.stop();
  }

  /** Stops, and waits for what is under way, at most so long. */
  public void drain(Duration patience) throws InterruptedException {
    stop();
    long end = System.nanoTime() + patience.toNanos();
    while (running() > 0 && System.nanoTime() < end) {
      Thread.sleep(POLL);
    }
  }

  /** Messages and deliveries under way; a stop is complete when there are none. */
  public int running() {
    lock.lock();
    try {
      return fresh.running + runs.running + hops.running();
    } finally {
      lock.unlock();
    }
  }
}
