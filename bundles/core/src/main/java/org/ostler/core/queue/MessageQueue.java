// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.NoSuchMessage;
import org.ostler.api.spool.Spool;
import org.ostler.api.spool.StoredMessage;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;

/**
 * Knows every message of the spool: which one waits, until when, and which one somebody has in
 * hand. A message is accepted when the spool has it; everything in memory is found again from
 * there.
 */
public final class MessageQueue implements Intake {
  private record Due(long at, QueueId id) {}

  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(5);

  private final Spool spool;
  private final QueueIds ids;
  private final Log log;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<QueueId, Waiting> messages = new HashMap<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparing(Due::id));

  private final Debts debts = new Debts();
  private final Runs runs;
  private final Restraints restraints = new Restraints();

  /** Somebody has given a message back. */
  private final Condition returned = lock.newCondition();

  private volatile Consumer<Situation> whenFrozen = situation -> {};
  private volatile @Nullable Dispatch dispatch;
  private boolean stopped;

  public MessageQueue(Spool spool, QueueIds ids, Log log, InstantSource clock) {
    this.spool = spool;
    this.ids = ids;
    this.log = log;
    this.runs = new Runs(log);
    this.clock = clock;
  }

  /**
   * Finds what the spool holds and begins to hand out messages. All are due at once: a delivery
   * that opens one whose time has not come gives it back, and so nothing needs to be read before
   * mail flows.
   */
  public void start(Dispatch deliveries) throws IOException {
    for (QueueId id : spool.ids()) {
      lock.lock();
      try {
        if (!messages.containsKey(id)) {
          Waiting waiting = new Waiting(id, 0);
          messages.put(id, waiting);
          schedule(waiting, clock.millis());
        }
      } finally {
        lock.unlock();
      }
    }
    dispatch = deliveries;
  }

  /** Hears of each message that is frozen on arrival, after it is on disk. */
  public void whenFrozen(Consumer<Situation> listener) {
    whenFrozen = listener;
  }

  /** What deliveries may not do. */
  public Restraints restraints() {
    return restraints;
  }

  /** Hands out nothing more; deliveries that are under way go on. */
  public void stop() {
    lock.lock();
    try {
      stopped = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public QueueId nextId() {
    return ids.next();
  }

  @Override
  public Draft begin(QueueId id) throws IOException {
    return spool.begin(id);
  }

  @Override
  public void accept(Situation situation, Draft draft) throws IOException, InterruptedException {
    accept(situation, draft, null);
  }

  /** Accepts a message of our own about another one. */
  public void accept(Situation situation, Draft draft, @Nullable QueueId about)
      throws IOException, InterruptedException {
    boolean frozen = situation.envelope().controls.freeze;
    situation.envelope().complete = clock.instant();
    restraints.onto(situation.envelope().controls);
    HoldingBack holding = HoldingBack.of(situation);
    byte[] head = HeadCodec.encode(situation.envelope(), situation.peer());
    StoredMessage stored = draft.commit(head);
    // From here on the message is ours: nothing may keep it from the queue, and the peer from its
    // 250.
    try {
      Arrival.tell(situation, about, clock.instant(), log);
      if (frozen) {
        whenFrozen.accept(situation);
      }
      holding.tell(situation, log);
    } catch (RuntimeException e) {
      log.panic(stored.id(), "the arrival of a message cannot be logged: " + e);
    }
    enqueue(stored, frozen || holding.holds(), situation);
  }

  private void enqueue(StoredMessage stored, boolean held, Situation situation) {
    QueueId id = stored.id();
    Dispatch deliveries = dispatch;
    boolean now;
    lock.lock();
    try {
      Waiting waiting = new Waiting(id, 0);
      waiting.queue = situation.peer().queueName;
      now = !held && !stopped && deliveries != null;
      waiting.taken = now;
      if (now) {
        restraints.put(id, Restraint.of(situation.envelope().controls));
      }
      messages.put(id, waiting);
      if (!now) {
        // what came before deliveries begin is due like everything else that the spool holds
        schedule(waiting, held ? Long.MAX_VALUE : clock.millis());
      }
    } finally {
      lock.unlock();
    }
    if (now && deliveries != null) {
      start(deliveries, id, stored, Dispatch.Reason.FRESH);
    }
  }

  /** A message whose delivery cannot begin waits; the others are not kept from theirs. */
  private void start(
      Dispatch deliveries, QueueId id, @Nullable StoredMessage fresh, Dispatch.Reason reason) {
    try {
      deliveries.start(id, fresh, reason);
    } catch (RuntimeException e) {
      log.panic(id, "delivery cannot begin: " + e);
      giveBack(id, clock.instant().plus(AFTER_TROUBLE));
    }
  }

  private void schedule(Waiting waiting, long at) {
    // What is in a named queue waits for the runs of that queue, whatever its time is.
    boolean named = waiting.queue != null && !waiting.queue.isEmpty();
    waiting.next = named ? Long.MAX_VALUE : at;
    if (waiting.next != Long.MAX_VALUE) {
      due.add(new Due(at, waiting.id));
    }
  }

  /**
   * Starts what is due. Called once a second by the engine, and by tests when they move the clock.
   */
  public void tick() {
    long now = clock.millis();
    List<QueueId> ready = new ArrayList<>();
    lock.lock();
    try {
      while (!stopped && dispatch != null && !due.isEmpty() && due.peek().at() <= now) {
        Due first = due.remove();
        Waiting waiting = messages.get(first.id());
        // an entry whose time is not the message's own was overtaken by a later decision
        if (waiting != null && waiting.next == first.at() && !waiting.taken) {
          waiting.taken = true;
          ready.add(first.id());
        }
      }
    } finally {
      lock.unlock();
    }
    hand(ready, Dispatch.Reason.QUEUE_RUN);
  }

  /**
   * A queue run over some messages, each for its own reason. The log tells its start and its end.
   */
  public void run(Map<QueueId, Dispatch.Reason> chosen, QueueRun run) {
    log.main(null, "Start " + run.text());
    Optional<String> abandoned = run.abandoned();
    abandoned.ifPresent(line -> log.main(null, line));
    List<Runs.Turn> turns = new ArrayList<>();
    lock.lock();
    try {
      new TreeMap<>(abandoned.isPresent() ? Map.<QueueId, Dispatch.Reason>of() : chosen)
          .forEach(
              (id, reason) -> {
                Waiting waiting = messages.get(id);
                if (!stopped && dispatch != null && waiting != null && !waiting.taken) {
                  waiting.taken = true;
                  turns.add(new Runs.Turn(id, reason));
                }
              });
    } finally {
      lock.unlock();
    }
    turns.forEach(turn -> restraints.put(turn.id(), run.restraint()));
    take(runs.begin(run, turns));
  }

  private void take(List<Runs.Turn> turns) {
    turns.forEach(turn -> hand(List.of(turn.id()), turn.reason()));
  }

  /** Whether a queue run that somebody asked for has the message in hand. */
  public boolean isInRun(QueueId id) {
    return runs.has(id);
  }

  /** Waits until nobody has any of these messages in hand; those that are gone count. */
  public void awaitIdle(Collection<QueueId> ids) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (QueueId id : ids) {
        while (isTaken(id)) {
          returned.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isTaken(QueueId id) {
    Waiting waiting = messages.get(id);
    return waiting != null && waiting.taken;
  }

  private void hand(List<QueueId> ready, Dispatch.Reason reason) {
    Dispatch deliveries = dispatch;
    for (QueueId id : ready) {
      if (deliveries != null) {
        start(deliveries, id, null, reason);
      } else {
        giveBack(id, clock.instant());
      }
    }
  }

  /** Takes one message in hand; false when it is not there or somebody has it. */
  public boolean take(QueueId id) {
    lock.lock();
    try {
      Waiting waiting = messages.get(id);
      if (waiting == null || waiting.taken) {
        return false;
      }
      waiting.taken = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Starts the delivery of a message that the caller has taken. */
  public void deliver(QueueId id, Dispatch.Reason reason) {
    hand(List.of(id), reason);
  }

  /** Gives a message back: it waits until then. */
  public void giveBack(QueueId id, @Nullable Instant next) {
    restraints.forget(id);
    lock.lock();
    try {
      Waiting waiting = messages.get(id);
      if (waiting != null) {
        waiting.taken = false;
        schedule(waiting, next == null ? Long.MAX_VALUE : next.toEpochMilli());
      }
      returned.signalAll();
    } finally {
      lock.unlock();
    }
    take(runs.returned(id));
  }

  /** Gives a message back for good: it is removed from the spool. */
  public void finish(QueueId id) throws IOException {
    spool.remove(id);
    debts.forget(id);
    restraints.forget(id);
    lock.lock();
    try {
      messages.remove(id);
      returned.signalAll();
    } finally {
      lock.unlock();
    }
    take(runs.returned(id));
  }

  /** Starts a message that waits, without regard to its time: the hop that it waits for is free. */
  public void hurry(QueueId id) {
    if (take(id)) {
      hand(List.of(id), Dispatch.Reason.FRESH);
    }
  }

  /** Gives back a message that was only looked at or edited: it waits as long as before. */
  void release(QueueId id) {
    lock.lock();
    try {
      Waiting waiting = messages.get(id);
      if (waiting != null) {
        waiting.taken = false;
        schedule(waiting, waiting.next);
      }
      returned.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Makes a message due: what an administrator changed may let it go now. */
  void reconsider(QueueId id) {
    lock.lock();
    try {
      Waiting waiting = messages.get(id);
      if (waiting != null && !waiting.taken) {
        schedule(waiting, clock.millis());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes a note about a message that the caller has in hand; on disk when it returns. */
  public void note(QueueId id, Note note) throws IOException {
    spool.note(id, note.encoded());
  }

  /**
   * Remembers addresses as done that no note could be written of. The message is not delivered
   * again before there is one.
   */
  public void owe(QueueId id, Collection<String> done) {
    if (contains(id) && !done.isEmpty()) {
      debts.owe(id, done);
    }
  }

  /** Writes the note that is owed about a message that the caller has in hand. */
  public void pay(QueuedMail mail) throws IOException {
    List<String> done = debts.of(mail.id());
    if (!done.isEmpty()) {
      Note note = new Note.Attempt(clock.instant(), done, List.of(), mail.waitsUntil());
      note(mail.id(), note);
      mail.apply(note);
      debts.forget(mail.id());
    }
  }

  /** The named queue that a message is in; empty for the usual one. Reads it when need be. */
  public String queueOf(QueueId id) throws IOException {
    lock.lock();
    try {
      Waiting waiting = messages.get(id);
      if (waiting != null && waiting.queue != null) {
        return waiting.queue;
      }
    } finally {
      lock.unlock();
    }
    return learn(open(id));
  }

  /** Takes in which queue a message is that has just been read. */
  public String learn(QueuedMail mail) {
    String queue = mail.connection().queueName;
    lock.lock();
    try {
      Waiting waiting = messages.get(mail.id());
      if (waiting != null) {
        waiting.queue = queue;
      }
    } finally {
      lock.unlock();
    }
    return queue;
  }

  /** Reads a message; whoever has it in hand may be changing it. */
  public QueuedMail open(QueueId id) throws IOException {
    return QueuedMail.of(spool.open(id));
  }

  Spool spool() {
    return spool;
  }

  /** All messages, oldest first. */
  public List<QueueId> all() {
    lock.lock();
    try {
      return messages.keySet().stream().sorted().toList();
    } finally {
      lock.unlock();
    }
  }

  /** Those of a named queue, or of the usual one, whose name is empty. */
  public List<QueueId> all(String queue) throws IOException {
    List<QueueId> some = new ArrayList<>();
    for (QueueId id : all()) {
      if (isIn(queue, id)) {
        some.add(id);
      }
    }
    return some;
  }

  /** Whether the message is in that queue. */
  public boolean isIn(String queue, QueueId id) throws IOException {
    try {
      return contains(id) && queueOf(id).equals(queue);
    } catch (NoSuchMessage gone) {
      return false;
    }
  }

  public int count() {
    lock.lock();
    try {
      return messages.size();
    } finally {
      lock.unlock();
    }
  }

  public boolean contains(QueueId id) {
    lock.lock();
    try {
      return messages.containsKey(id);
    } finally {
      lock.unlock();
    }
  }

  /** How long a message has been here. */
  Duration age(QueuedMail mail) {
    return Duration.between(mail.message().received(), clock.instant());
  }

  InstantSource clock() {
    return clock;
  }

  Log log() {
    return log;
  }
}
