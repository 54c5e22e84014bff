// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The contributions of one kind by name. A call borrows a contribution and returns it; taking a
 * contribution out waits for the borrowed ones, so that no call is cut in the middle, and a call to
 * one that is away waits for it until a grace time after it left, since an update is a short
 * absence; who comes later does not wait, unless something has come meanwhile. Safe for many
 * threads.
 *
 * @param <T> the contract
 */
public final class Registry<T> {
  private final String kind;
  private volatile Duration grace;
  private final Duration drain;
  private final Map<String, Entry<T>> entries = new ConcurrentHashMap<>();
  private final Set<Entry<T>> replaced = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> left = new ConcurrentHashMap<>();
  private final AtomicLong generations = new AtomicLong();
  private final AtomicLong arrival;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /**
   * Makes a registry.
   *
   * @param kind what messages call a contribution: "lookup type", "ACL condition"
   * @param grace how long a call waits for a contribution that is away
   * @param drain how long a removal waits for running calls
   */
  public Registry(String kind, Duration grace, Duration drain) {
    this(kind, grace, drain, new AtomicLong(System.nanoTime()));
  }

  /**
   * Makes one of several registries.
   *
   * @param arrival when a contribution came into any of them last: what a feature brings comes one
   *     after the other, so that more may be about to come
   */
  Registry(String kind, Duration grace, Duration drain, AtomicLong arrival) {
    this.kind = kind;
    this.grace = grace;
    this.drain = drain;
    this.arrival = arrival;
  }

  /** From now on, calls wait so long for a contribution that is away; zero or more. */
  void grace(Duration longest) {
    grace = longest;
  }

  /** Puts a contribution in; it takes the place of an older one of that name. */
  public void add(String name, T contribution, String feature) {
    Entry<T> fresh = new Entry<>(contribution, feature, generations.incrementAndGet());
    arrival.set(System.nanoTime());
    Entry<T> old = entries.put(name, fresh);
    if (old != null) {
      // Its giver will take it out by and by, and must wait for the calls that run in it then.
      replaced.add(old);
      old.close();
    }
    signal();
  }

  /**
   * Takes a contribution out and waits for the calls that run; false when some still ran after the
   * drain time.
   */
  public boolean remove(String name, T contribution) throws InterruptedException {
    Entry<T> entry = entries.get(name);
    if (entry != null && entry.contribution == contribution) {
      left.put(name, System.nanoTime());
    }
    if (entry != null && entry.contribution == contribution && entries.remove(name, entry)) {
      entry.close();
      return awaitIdle(entry);
    }
    boolean idle = true;
    for (Entry<T> old : replaced) {
      if (old.contribution == contribution) {
        idle &= awaitIdle(old);
        replaced.remove(old);
      }
    }
    return idle;
  }

  private boolean awaitIdle(Entry<T> entry) throws InterruptedException {
    long left = drain.toNanos();
    lock.lockInterruptibly();
    try {
      while (entry.isBusy()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  public boolean isPresent(String name) {
    return entries.containsKey(name);
  }

  /**
   * Whether a contribution is there, or went so short a time ago that it may be under update: what
   * is done differently without it waits for it by {@link #borrow}.
   */
  public boolean isExpected(String name) {
    return isPresent(name) || left.containsKey(name) && absence(name) < grace.toNanos();
  }

  /** The names present now. */
  public Set<String> names() {
    return Set.copyOf(entries.keySet());
  }

  /** The features that the contributions present now came from. */
  public Set<String> features() {
    return entries.values().stream()
        .map(entry -> entry.feature)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The contributions present now, for declarations that are read when a configuration is compiled.
   */
  public Collection<T> all() {
    return entries.values().stream().map(entry -> entry.contribution).toList();
  }

  /** Borrows a contribution; the lease must be closed. */
  public Lease<T> borrow(String name) throws Absent, InterruptedException {
    Entry<T> entry = entries.get(name);
    if (entry != null && entry.open()) {
      return new Lease<>(this, entry);
    }
    return await(name);
  }

  private Lease<T> await(String name) throws Absent, InterruptedException {
    long rest = grace.toNanos() - Math.min(absence(name), System.nanoTime() - arrival.get());
    lock.lockInterruptibly();
    try {
      while (true) {
        Entry<T> entry = entries.get(name);
        if (entry != null && entry.open()) {
          return new Lease<>(this, entry);
        }
        if (rest <= 0) {
          throw new Absent(kind, name);
        }
        rest = changed.awaitNanos(rest);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How long it has been away; nothing of what was never there, which may be about to come. */
  private long absence(String name) {
    Long since = left.get(name);
    return since == null ? 0 : System.nanoTime() - since;
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A borrowed contribution. Confined to the borrowing thread. */
  public static final class Lease<T> implements AutoCloseable {
    private final Registry<T> registry;
    private final Entry<T> entry;

    private Lease(Registry<T> registry, Entry<T> entry) {
      this.registry = registry;
      this.entry = entry;
    }

    public T contribution() {
      return entry.contribution;
    }

    /** The feature that gave it, for messages. */
    public String feature() {
      return entry.feature;
    }

    /**
     * Changes with each update: what was prepared with another generation must be prepared anew.
     */
    public long generation() {
      return entry.generation;
    }

    @Override
    public void close() {
      if (entry.release()) {
        registry.signal();
      }
    }
  }

  private static final class Entry<T> {
    private final T contribution;
    private final String feature;
    private final long generation;
    // The number of open leases; CLOSED is added when the entry is taken out.
    private final AtomicLong leases = new AtomicLong();
    private static final long CLOSED = 1L << 40;

    Entry(T contribution, String feature, long generation) {
      this.contribution = contribution;
      this.feature = feature;
      this.generation = generation;
    }

    boolean open() {
      // A closed entry is not counted up even for a moment: who waits for it to be idle would see a
      // lease that nobody ends with a signal.
      return leases.getAndUpdate(count -> count < CLOSED ? count + 1 : count) < CLOSED;
    }

    /** Whether this was the last lease of an entry that was taken out. */
    boolean release() {
      return leases.decrementAndGet() == CLOSED;
    }

    void close() {
      leases.addAndGet(CLOSED);
    }

    boolean isBusy() {
      return leases.get() != CLOSED;
    }
  }
}
