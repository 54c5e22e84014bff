// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ostler.api.spool.NoSuchMessage;
import org.ostler.api.spool.SpoolFull;

/**
 * The one thread that appends. It takes all changes that wait, writes them together, asks the disk
 * once to keep them, and only then shows them in the index and lets their callers go. While the
 * disk works, the next changes gather.
 *
 * <p>A full disk takes back what was written since the last success and fails the changes of this
 * round; the next round tries again. Any other failure abandons the segment, and above all a failed
 * force is never tried again: Linux reports a lost page once and then calls it clean, so a second
 * force would succeed with the data gone. What was forced before stays readable, the changes of
 * this round fail, and the next round begins a new segment.
 */
final class Writer {
  private static final int BATCH_OCTETS = 8 << 20;

  private final Disk disk;
  private final JournalSettings settings;
  private final Segments segments;
  private final Index index;
  private final RandomGenerator random;
  private final Runnable progress;
  private final ConcurrentLinkedQueue<Pending> waiting = new ConcurrentLinkedQueue<>();
  private final ByteBuffer staging = Tail.staging();
  private final Thread thread;

  private List<Pending> batch = List.of();
  private @Nullable Tail tail;
  private Segment last;
  private long reportedAt;

  private volatile long written;
  private volatile long applied;
  private volatile boolean stopping;
  private volatile boolean stopped;

  /**
   * @param last the newest segment; gone on with if it is empty
   * @param progress called on the writer's thread every now and then as the log grows
   */
  Writer(
      Disk disk,
      JournalSettings settings,
      Segments segments,
      Index index,
      Segment last,
      RandomGenerator random,
      Runnable progress) {
    this.disk = disk;
    this.settings = settings;
    this.segments = segments;
    this.index = index;
    this.last = last;
    this.random = random;
    this.progress = progress;
    this.applied = Location.of(last.number(), last.end());
    this.thread = Thread.ofPlatform().name("ostler-journal-writer").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Everything before this location is in the index. */
  long applied() {
    return applied;
  }

  /** The octets appended since the start. */
  long written() {
    return written;
  }

  /** Puts a change in the queue. Who calls awaits it. */
  Pending submit(Change change) throws IOException {
    if (Frame.size(change.covered().length, change.rest().length) > Frame.LARGEST) {
      throw new IOException(
          "a record of more than " + Frame.LARGEST + " octets does not fit the spool");
    }
    Pending pending = new Pending(change);
    waiting.add(pending);
    LockSupport.unpark(thread);
    if (stopped && waiting.remove(pending)) {
      throw closed();
    }
    return pending;
  }

  /** Makes a change durable; returns when it is on disk and in the index. */
  void commit(Change change) throws IOException {
    submit(change).await();
  }

  /** Ends when everything that waits is on disk. */
  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
    Ended.await(thread);
  }

  private void run() {
    try {
      while (true) {
        batch = gather();
        if (!batch.isEmpty()) {
          round();
        } else if (stopping) {
          break;
        } else {
          LockSupport.park(this);
        }
      }
      seal();
    } finally {
      // Also when a bug ends this thread: nobody may wait for ever.
      stopped = true;
      if (!stopping) {
        Journal.LOG.error("the writer of the spool {} ended; restart the server", disk);
      }
      fail(batch, closed());
      for (Pending left = waiting.poll(); left != null; left = waiting.poll()) {
        left.fail(closed());
      }
    }
  }

  private List<Pending> gather() {
    List<Pending> moves = new ArrayList<>();
    List<Pending> others = new ArrayList<>();
    long octets = 0;
    while (octets < BATCH_OCTETS) {
      @Nullable Pending next = waiting.poll();
      if (next == null) {
        break;
      }
      octets += next.change().covered().length + (long) next.change().rest().length;
      if (next.change() instanceof Change.Move move) {
        // Moves go first, where the index says exactly what the disk does: a note of this very
        // round, written before
        // the moved copy that lacks it, would be lost.
        if (index.find(move.expected().id()) == move.expected()) {
          moves.add(next);
        } else {
          next.succeed();
        }
      } else {
        others.add(next);
      }
    }
    moves.addAll(others);
    return moves;
  }

  private void round() {
    int[] offsets = new int[batch.size()];
    @Nullable Tail target = null;
    try {
      target = tail();
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = target.append(batch.get(i).change());
      }
      target.flush();
    } catch (SpoolFull e) {
      fail(batch, target == null ? e : takenBack(target, e));
      return;
    } catch (IOException e) {
      abandon(target, e);
      return;
    }
    try {
      target.force();
    } catch (IOException e) {
      abandon(target, e);
      return;
    }
    apply(target, offsets);
  }

  private void apply(Tail target, int[] offsets) {
    int number = target.segment().number();
    List<Pending> done = batch;
    batch = List.of();
    for (int i = 0; i < offsets.length; i++) {
      Change change = done.get(i).change();
      @Nullable Entry changed =
          index.apply(
              change.kind(), ByteBuffer.wrap(change.covered()), Location.of(number, offsets[i]));
      // Removed by a change that stood before this one in the same round.
      if (changed == null
          && change instanceof Change.About about
          && about.kind() != Frame.Kind.REMOVE) {
        done.get(i).fail(new NoSuchMessage(about.id()));
      } else {
        done.get(i).succeed();
      }
    }
    written += target.segment().end() - offsets[0];
    applied = Location.of(number, target.segment().end());
    if (written - reportedAt > settings.segmentSize() / 4) {
      reportedAt = written;
      progress.run();
    }
  }

  private Tail tail() throws IOException {
    @Nullable Tail present = tail;
    if (present != null && present.segment().end() < settings.segmentSize()) {
      return present;
    }
    if (present != null) {
      tail = null;
      finish(present);
    } else if (last.end() == Segment.HEADER) {
      return tail = Tail.resume(disk, last, settings.preallocation(), staging);
    }
    Segment next = new Segment(disk, last.number() + 1, random.nextInt() | 1, last.end());
    Tail created = Tail.create(disk, next, settings.preallocation(), staging);
    segments.add(next);
    last = next;
    return tail = created;
  }

  private void finish(Tail full) {
    try {
      full.finish();
    } catch (IOException e) {
      Journal.LOG.warn("cannot close {}: {}", full.segment().name(), e.getMessage());
      full.abandon();
    }
  }

  private IOException takenBack(Tail target, SpoolFull full) {
    try {
      target.rollback();
      return full;
    } catch (IOException e) {
      tail = null;
      target.abandon();
      return e;
    }
  }

  private void abandon(@Nullable Tail target, IOException cause) {
    Journal.LOG.error("the spool {} cannot be written: {}", disk, cause.toString());
    if (target != null) {
      tail = null;
      target.abandon();
    }
    fail(batch, cause);
  }

  private void fail(List<Pending> changes, IOException cause) {
    batch = List.of();
    changes.forEach(change -> change.fail(cause));
  }

  /**
   * Says in the segment that all of it is on disk, so that the next start takes nothing in it for a
   * tear.
   */
  private void seal() {
    @Nullable Tail present = tail;
    if (present == null || present.segment().end() == Segment.HEADER) {
      return;
    }
    try {
      present.append(new Change.Mark());
      present.flush();
      present.force();
      applied = Location.of(present.segment().number(), present.segment().end());
      present.finish();
    } catch (IOException e) {
      Journal.LOG.warn("cannot seal {}: {}", present.segment().name(), e.getMessage());
      present.abandon();
    }
  }

  static IOException closed() {
    return new IOException("the spool is closed");
  }
}
