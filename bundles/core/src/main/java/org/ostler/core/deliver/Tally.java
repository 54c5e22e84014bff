// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.Address;
import org.ostler.core.report.Misfortune;

/**
 * What has become of the addresses of one message in this attempt. Jobs of the message report from
 * their threads.
 */
final class Tally {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> done = new ArrayList<>();
  private final List<Misfortune> failed = new ArrayList<>();
  private final List<Misfortune> deferred = new ArrayList<>();
  private final List<Address> unfinished = new ArrayList<>();
  private final List<SuccessNotices.Reached> reached = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private @Nullable Instant next;
  private @Nullable String parkedAt;
  private @Nullable String frozen;

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  /** Delivered, or thrown away as the configuration wants it. */
  void done(SuccessNotices.Reached one) {
    locked(() -> reached.add(one));
    done(one.address());
  }

  List<SuccessNotices.Reached> reached() {
    return reached;
  }

  void done(Address address) {
    locked(() -> done.add(address.unique));
  }

  boolean isDone(String unique) {
    lock.lock();
    try {
      return done.contains(unique);
    } finally {
      lock.unlock();
    }
  }

  /** Whether this attempt has an end for the address. */
  boolean isSettled(Address address) {
    lock.lock();
    try {
      return done.contains(address.unique)
          || unfinished.contains(address)
          || failed.stream().anyMatch(one -> one.address().equals(address));
    } finally {
      lock.unlock();
    }
  }

  void failed(Misfortune misfortune) {
    locked(() -> failed.add(misfortune));
  }

  void deferred(Misfortune misfortune, Instant until) {
    locked(
        () -> {
          deferred.add(misfortune);
          unfinished.add(misfortune.address());
          next = next == null || until.isBefore(next) ? until : next;
        });
  }

  /** It waits for a queue run, whenever that comes. */
  void waitsForRun(Misfortune misfortune) {
    locked(
        () -> {
          deferred.add(misfortune);
          unfinished.add(misfortune.address());
        });
  }

  /** The line of the hop was full: the message comes back when it is not. */
  void parked(List<Address> addresses, String hop) {
    locked(
        () -> {
          unfinished.addAll(addresses);
          parkedAt = hop;
        });
  }

  void freeze() {
    freeze("");
  }

  /** {@code why} says by whom, after a blank. */
  void freeze(String why) {
    locked(() -> frozen = why);
  }

  /** A line for the message's own log. */
  void say(String line) {
    locked(() -> lines.add(line));
  }

  List<String> done() {
    return done;
  }

  List<Misfortune> failed() {
    return failed;
  }

  List<Misfortune> deferred() {
    return deferred;
  }

  List<Address> unfinished() {
    return unfinished;
  }

  List<String> lines() {
    return lines;
  }

  @Nullable Instant next() {
    return next;
  }

  @Nullable String parkedAt() {
    return parkedAt;
  }

  /** Why the message is to be frozen, possibly in no words; null when it is not. */
  @Nullable String frozen() {
    return frozen;
  }
}
