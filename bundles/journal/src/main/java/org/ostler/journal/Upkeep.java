// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ostler.api.spool.NoSuchMessage;

/**
 * Saves the index and gives back space, in the background. Space comes from the oldest end only:
 * the messages that still live there are written again at the tail, a checkpoint that no longer
 * needs the old segments is saved, and then they are deleted. A crash in between leaves a message
 * twice, of which the later counts.
 */
final class Upkeep {
  private static final int MOVES = 64;
  private static final int MOVED_OCTETS = 4 << 20;
  private static final int MANY_SEGMENTS = 16;

  private final Journal journal;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private final ReentrantLock turn = new ReentrantLock();
  private final Thread thread;
  private boolean signalled;
  private volatile boolean stopping;
  private long savedPosition = -1;
  private long savedWritten;
  private long savedNanos = System.nanoTime();
  private volatile int first;

  Upkeep(Journal journal) {
    this.journal = journal;
    this.thread = Thread.ofPlatform().name("ostler-journal-upkeep").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Wakes the thread to look whether there is something to do. */
  void signal() {
    lock.lock();
    try {
      signalled = true;
      signal.signal();
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopping = true;
      signal.signal();
    } finally {
      lock.unlock();
    }
    Ended.await(thread);
  }

  private void run() {
    while (await()) {
      try {
        round();
      } catch (IOException e) {
        Journal.LOG.warn(
            "upkeep of the spool {} failed, trying again later: {}",
            journal.disk(),
            e.getMessage());
      }
    }
  }

  private boolean await() {
    boolean lingers = journal.bodies().isLingering() || first > oldest();
    Duration pause = lingers ? Duration.ofSeconds(1) : journal.settings().checkpointInterval();
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!signalled && !stopping && left > 0) {
        left = signal.awaitNanos(left);
      }
      signalled = false;
      return !stopping;
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but to end it.
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void round() throws IOException {
    journal.bodies().sweep();
    while (isWasteful() && !stopping) {
      compact();
    }
    if (isDue()) {
      checkpoint();
    }
    journal.segments().dropBefore(first);
  }

  private boolean isDue() {
    boolean large =
        journal.writer().written() - savedWritten >= journal.settings().checkpointSize();
    boolean old =
        System.nanoTime() - savedNanos >= journal.settings().checkpointInterval().toNanos();
    return (large || old) && journal.writer().applied() != savedPosition;
  }

  private boolean isWasteful() {
    long live = journal.index().liveSize();
    long segmentSize = journal.settings().segmentSize();
    long dead = needed().stream().mapToLong(Segment::end).sum() - live;
    return oldest() < tail()
        && (dead > Math.max(live, 2 * segmentSize)
            || needed().size() > MANY_SEGMENTS + 2 * live / segmentSize);
  }

  /** The segments that are not waiting for readers to go. */
  private List<Segment> needed() {
    return journal.segments().oldestFirst().stream()
        .filter(segment -> segment.number() >= first)
        .toList();
  }

  private int oldest() {
    return journal.segments().oldestFirst().iterator().next().number();
  }

  private int tail() {
    return Location.segment(journal.writer().applied());
  }

  /** Saves the index. Segments that it does not need go at the next occasion. */
  void checkpoint() throws IOException {
    turn.lock();
    try {
      long position = journal.writer().applied();
      long written = journal.writer().written();
      first =
          Checkpoint.write(journal.disk(), position, journal.sequence(), journal.index().entries());
      savedPosition = position;
      savedWritten = written;
      savedNanos = System.nanoTime();
    } finally {
      turn.unlock();
    }
  }

  /** Empties the oldest segments, a quarter of all, and deletes them. */
  void compact() throws IOException {
    turn.lock();
    try {
      List<Segment> present = needed();
      int until = Math.min(tail() - 1, present.getFirst().number() + present.size() / 4);
      // What changes while it is moved stays where it was and is moved again.
      for (List<Entry> left = living(until); !left.isEmpty(); left = living(until)) {
        move(left);
      }
      checkpoint();
      journal.segments().dropBefore(first);
    } finally {
      turn.unlock();
    }
  }

  private List<Entry> living(int until) {
    return journal.index().entries().stream()
        .filter(entry -> entry.oldestSegment() <= until)
        .sorted(Comparator.comparingLong(Entry::sequence))
        .toList();
  }

  private void move(List<Entry> entries) throws IOException {
    List<Pending> underway = new ArrayList<>();
    long octets = 0;
    for (Entry entry : entries) {
      Change.@Nullable Move move = read(entry);
      if (move != null) {
        underway.add(journal.writer().submit(move));
        octets += move.covered().length + (long) move.rest().length;
      }
      if (underway.size() == MOVES || octets > MOVED_OCTETS) {
        settle(underway);
        octets = 0;
      }
    }
    settle(underway);
  }

  private static void settle(List<Pending> underway) throws IOException {
    for (Pending pending : underway) {
      pending.await();
    }
    underway.clear();
  }

  /** The message as one record; null if it changed since. */
  private Change.@Nullable Move read(Entry entry) throws IOException {
    try {
      State state = journal.state(entry);
      byte[] rest = Change.Silence.NONE;
      if (entry.inline() > 0) {
        rest =
            journal
                .segments()
                .at(entry.at())
                .rest(Location.offset(entry.at()), entry.covered(), entry.inline());
      }
      return new Change.Move(entry, state.encode(), rest);
    } catch (NoSuchMessage e) {
      return null;
    }
  }
}
