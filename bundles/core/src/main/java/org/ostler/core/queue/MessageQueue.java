// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.Settings;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.Spool;
import org.ostler.api.spool.StoredMessage;
import org.ostler.core.log.ArrivalLine;
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

  /** Messages of queue runs that are still under way. */
  private final Set<QueueId> inRun = new HashSet<>();

  /** Addresses that are done and that the disk would not take a note of. */
  private final Map<QueueId, Set<String>> unnoted = new HashMap<>();

  /** Somebody has given a message back. */
  private final Condition returned = lock.newCondition();

  private volatile Consumer<Situation> whenFrozen = situation -> {};
  private volatile @Nullable Dispatch dispatch;
  private volatile String runDetail = "";
  private boolean stopped;

  public MessageQueue(Spool spool, QueueIds ids, Log log, InstantSource clock) {
    this.spool = spool;
    this.ids = ids;
    this.log = log;
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
    byte[] head = HeadCodec.encode(situation.envelope(), situation.peer());
    boolean frozen = situation.envelope().controls.freeze;
    boolean held = frozen || holdsBack(situation);
    StoredMessage stored = draft.commit(head);
    // From here on the message is ours: nothing may keep it from the queue, and the peer from its
    // 250.
    try {
      new ArrivalLine(situation)
          .reference(about)
          .chunking(situation.envelope().chunked)
          .messageIdCreated(situation.envelope().messageIdCreated)
          .writeTo(log);
      if (frozen) {
        log.main(stored.id(), "frozen by ACL");
        whenFrozen.accept(situation);
      }
    } catch (RuntimeException e) {
      log.panic(stored.id(), "the arrival of a message cannot be logged: " + e);
    }
    enqueue(stored, held);
  }

  private void enqueue(StoredMessage stored, boolean held) {
    QueueId id = stored.id();
    Dispatch deliveries = dispatch;
    boolean now;
    lock.lock();
    try {
      Waiting waiting = new Waiting(id, 0);
      now = !held && !stopped && deliveries != null;
      waiting.taken = now;
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

  private static boolean holdsBack(Situation situation) {
    Settings main = situation.settings();
    if (situation.envelope().controls.deliverNow) {
      return false;
    }
    if (situation.envelope().controls.queueOnly || main.value(QueueOptions.QUEUE_ONLY)) {
      return true;
    }
    return main.find(QueueOptions.QUEUE_ONLY_FILE).orElse(List.of()).stream()
        .map(name -> name.startsWith("smtp") ? name.substring("smtp".length()) : name)
        .anyMatch(name -> name.startsWith("/") && Files.exists(Path.of(name)));
  }

  private void schedule(Waiting waiting, long at) {
    waiting.next = at;
    if (at != Long.MAX_VALUE) {
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
   * A queue run: tries every message that nobody has in hand. The log tells its start and its end.
   */
  public void run(boolean force) {
    Dispatch.Reason reason = force ? Dispatch.Reason.FORCED : Dispatch.Reason.QUEUE_RUN;
    Map<QueueId, Dispatch.Reason> chosen = new TreeMap<>();
    all().forEach(id -> chosen.put(id, reason));
    run(chosen, "");
  }

  /**
   * A queue run over some messages, each for its own reason; {@code detail} goes to the log, as in
   * {@code -qf}.
   */
  public void run(Map<QueueId, Dispatch.Reason> chosen, String detail) {
    log.main(null, "Start queue run: " + runText(detail));
    Map<QueueId, Dispatch.Reason> ready = new TreeMap<>();
    lock.lock();
    try {
      chosen.forEach(
          (id, reason) -> {
            Waiting waiting = messages.get(id);
            if (!stopped && dispatch != null && waiting != null && !waiting.taken) {
              waiting.taken = true;
              ready.put(id, reason);
            }
          });
      inRun.addAll(ready.keySet());
      runDetail = detail;
    } finally {
      lock.unlock();
    }
    if (ready.isEmpty()) {
      log.main(null, "End queue run: " + runText(detail));
    }
    ready.forEach((id, reason) -> hand(List.of(id), reason));
  }

  private static String runText(String detail) {
    return "pid=" + ProcessHandle.current().pid() + (detail.isEmpty() ? "" : " " + detail);
  }

  private void endRun() {
    log.main(null, "End queue run: " + runText(runDetail));
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

  /** The last message of a run has come back. */
  private boolean isLastOfRun(QueueId id) {
    return inRun.remove(id) && inRun.isEmpty();
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
  public void deliver(QueueId id) {
    hand(List.of(id), Dispatch.Reason.FORCED);
  }

  /** Gives a message back: it waits until then. */
  public void giveBack(QueueId id, @Nullable Instant next) {
    boolean last;
    lock.lock();
    try {
      Waiting waiting = messages.get(id);
      if (waiting != null) {
        waiting.taken = false;
        schedule(waiting, next == null ? Long.MAX_VALUE : next.toEpochMilli());
      }
      returned.signalAll();
      last = isLastOfRun(id);
    } finally {
      lock.unlock();
    }
    if (last) {
      endRun();
    }
  }

  /** Gives a message back for good: it is removed from the spool. */
  public void finish(QueueId id) throws IOException {
    spool.remove(id);
    boolean last;
    lock.lock();
    try {
      messages.remove(id);
      unnoted.remove(id);
      returned.signalAll();
      last = isLastOfRun(id);
    } finally {
      lock.unlock();
    }
    if (last) {
      endRun();
    }
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
    lock.lock();
    try {
      if (messages.containsKey(id) && !done.isEmpty()) {
        unnoted.computeIfAbsent(id, key -> new HashSet<>()).addAll(done);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes the note that is owed about a message that the caller has in hand. */
  public void pay(QueuedMail mail) throws IOException {
    Set<String> done;
    lock.lock();
    try {
      done = unnoted.get(mail.id());
    } finally {
      lock.unlock();
    }
    if (done != null) {
      Note note =
          new Note.Attempt(clock.instant(), List.copyOf(done), List.of(), mail.waitsUntil());
      note(mail.id(), note);
      mail.apply(note);
      forgetDebt(mail.id());
    }
  }

  private void forgetDebt(QueueId id) {
    lock.lock();
    try {
      unnoted.remove(id);
    } finally {
      lock.unlock();
    }
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
