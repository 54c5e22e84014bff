// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.core.thread.Turns;

/**
 * Shares the work among next hops. Each hop has a few deliveries at a time, more as they succeed
 * and fewer when the hop gives trouble; the rest wait in its own line. A line holds a bounded
 * number of deliveries in memory and, behind them, the bare ids of further messages, which are
 * started anew when the line is short again. So a slow hop costs nobody else a thread, and a
 * million messages for a dead one cost little more than their ids.
 */
final class Hops {
  /** How a delivery went, as far as the hop is concerned. */
  enum Health {
    GOOD,
    TROUBLE,
    /** It says nothing about the hop. */
    UNKNOWN
  }

  /** One delivery. */
  interface Job {
    /** Delivers; called on a thread of its own. */
    Health run();
  }

  /**
   * How much goes on at once.
   *
   * @param first deliveries to a hop that nothing is known about
   * @param most deliveries to one hop
   * @param total deliveries to all hops
   * @param line deliveries that wait in memory for one hop
   */
  record Limits(int first, int most, int total, int line) {
    static final Limits USUAL = new Limits(5, 20, 2000, 1000);
  }

  private static final class Hop {
    final String name;
    final Deque<Job> line = new ArrayDeque<>();
    final Deque<QueueId> parked = new ArrayDeque<>();
    double limit;
    int running;
    boolean hungry;

    Hop(String name, double limit) {
      this.name = name;
      this.limit = limit;
    }
  }

  private final Limits limits;
  private final Consumer<QueueId> wake;
  private final Consumer<Runnable> threads;
  private final Turns turns = new Turns();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Hop> hops = new HashMap<>();

  /** Hops that could run more if the total let them. */
  private final Deque<Hop> hungry = new ArrayDeque<>();

  private int running;
  private boolean stopped;

  /**
   * A house of hops.
   *
   * @param wake starts a parked message
   * @param threads runs a job on a thread of its own
   */
  Hops(Limits limits, Consumer<QueueId> wake, Consumer<Runnable> threads) {
    this.limits = limits;
    this.wake = wake;
    this.threads = threads;
  }

  /**
   * Runs the job now or when its turn comes; false when the line is full and the message has to be
   * parked.
   */
  boolean submit(String name, Job job) {
    lock.lock();
    try {
      Hop hop = hops.computeIfAbsent(name, key -> new Hop(key, limits.first));
      if (hop.line.size() >= limits.line) {
        return false;
      }
      hop.line.add(job);
      startWhatMay(hop);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Deliveries of transports with {@code max_parallel}, by the transport's name. */
  Turns turns() {
    return turns;
  }

  /** Remembers a message that the line had no room for. */
  void park(String name, QueueId id) {
    boolean free;
    lock.lock();
    try {
      Hop hop = hops.get(name);
      free = hop == null;
      if (hop != null) {
        hop.parked.add(id);
      }
    } finally {
      lock.unlock();
    }
    if (free) {
      wake.accept(id);
    }
  }

  /** Starts nothing more. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      hops.values().forEach(hop -> hop.line.clear());
    } finally {
      lock.unlock();
    }
  }

  private void startWhatMay(Hop hop) {
    while (!stopped && !hop.line.isEmpty() && hop.running < (int) hop.limit) {
      if (running >= limits.total) {
        if (!hop.hungry) {
          hop.hungry = true;
          hungry.add(hop);
        }
        return;
      }
      Job job = hop.line.remove();
      hop.running++;
      running++;
      threads.accept(() -> work(hop, job));
    }
  }

  /** Runs a job and then the next of the same hop on the same thread, as long as there are any. */
  private void work(Hop hop, Job first) {
    Job job = first;
    while (job != null) {
      Health health = Health.TROUBLE;
      boolean whole = false;
      try {
        health = job.run();
        whole = true;
      } finally {
        job = finished(hop, health);
        if (!whole && job != null) {
          goOn(hop, job);
        }
      }
    }
  }

  /** A job that breaks ends its thread, but not the work that waited for it. */
  private void goOn(Hop hop, Job next) {
    threads.accept(() -> work(hop, next));
  }

  private @Nullable Job finished(Hop hop, Health health) {
    Deque<QueueId> awake = new ArrayDeque<>();
    Job next = null;
    lock.lock();
    try {
      adapt(hop, health);
      boolean mayGoOn = !stopped && hop.running <= (int) hop.limit && hungry.isEmpty();
      next = mayGoOn ? hop.line.poll() : null;
      if (next == null) {
        hop.running--;
        running--;
        feedHungry();
      }
      startWhatMay(hop);
      while (!hop.parked.isEmpty()
          && hop.line.size() + awake.size() < Math.max(1, limits.line / 2)) {
        awake.add(hop.parked.remove());
      }
      if (hop.running == 0 && hop.line.isEmpty() && hop.parked.isEmpty()) {
        forget(hop);
      }
    } finally {
      lock.unlock();
    }
    awake.forEach(wake);
    return next;
  }

  private void feedHungry() {
    for (int turns = hungry.size(); turns > 0 && running < limits.total; turns--) {
      Hop hop = hungry.remove();
      hop.hungry = false;
      startWhatMay(hop);
    }
  }

  /** Additive growth, multiplicative cut: a full round of successes earns one more. */
  private void adapt(Hop hop, Health health) {
    switch (health) {
      case GOOD -> hop.limit = Math.min(limits.most, hop.limit + 1 / hop.limit);
      case TROUBLE -> hop.limit = Math.max(1, hop.limit / 2);
      case UNKNOWN -> {}
    }
  }

  /** What was learnt of a hop is kept as long as it has work; a quiet one starts anew. */
  private void forget(Hop hop) {
    hops.remove(hop.name, hop);
  }

  /** Deliveries under way, for tests and for draining. */
  int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** The deliveries that a hop may have at the same time now. */
  int limit(String name) {
    lock.lock();
    try {
      Hop hop = hops.get(name);
      return hop == null ? limits.first : (int) hop.limit;
    } finally {
      lock.unlock();
    }
  }
}
