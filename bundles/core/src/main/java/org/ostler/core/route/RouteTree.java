// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/**
 * Routes recipients until only leaves are left: addresses with a transport, failures, deferrals,
 * and addresses that were thrown away. Duplicates are dropped where they appear for the second
 * time.
 */
public final class RouteTree {
  /** The leaves, in the order in which they were found. */
  private final List<Routed.Accepted> accepted = new ArrayList<>();

  private final List<Routed.Failed> failed = new ArrayList<>();
  private final List<Routed.Deferred> deferred = new ArrayList<>();
  private final List<Routed.Redirected> discarded = new ArrayList<>();
  private final List<Routed> settled = new ArrayList<>();
  private final List<Address> finished = new ArrayList<>();

  /** Duplicates, with the address that is delivered in their stead. */
  private final Map<Address, Address> duplicates = new LinkedHashMap<>();

  private RouteTree() {}

  /**
   * Routes.
   *
   * @param isDone tells the {@link Address#unique} of what earlier attempts have finished
   * @param gate decides about an address before it is routed, or leaves it to the routers with null
   */
  public static RouteTree route(
      RouterChain chain,
      List<Address> recipients,
      Situation situation,
      Purpose purpose,
      Predicate<String> isDone,
      Function<Address, @Nullable Routed> gate)
      throws InterruptedException {
    RouteTree tree = new RouteTree();
    Deque<Address> waiting = new ArrayDeque<>(recipients);
    Map<String, Address> seen = new LinkedHashMap<>();
    while (!waiting.isEmpty()) {
      Address address = waiting.removeFirst();
      String key = key(address);
      // Exim, whose queue may have become ours, knows them by domains in lower case.
      if (isDone.test(address.unique) || isDone.test(key(address))) {
        tree.finished.add(address);
        continue;
      }
      // A test shows every way that leads to an address.
      Address first = purpose == Purpose.TEST ? null : seen.putIfAbsent(key, address);
      if (first != null) {
        tree.duplicates.put(address, first);
        continue;
      }
      if (address.refusal != null) {
        tree.settle(new Routed.Failed(address, address.refusal, address.refusal));
        continue;
      }
      if (address.hold != null) {
        tree.settle(new Routed.Deferred(address, "", address.hold, address.freezes));
        continue;
      }
      if (address.isTarget()) {
        tree.settle(new Routed.Accepted(address));
        continue;
      }
      Routed decided = gate.apply(address);
      if (decided != null) {
        tree.take(new RouterChain.Step(decided, null), waiting, purpose);
        continue;
      }
      RouterChain.Step step = chain.route(address, situation, purpose);
      tree.take(step, waiting, purpose);
    }
    return tree;
  }

  /** Domains are the same in any case; local parts are compared as they are written. */
  private static String key(Address address) {
    int at = address.unique.lastIndexOf('@');
    boolean plain = !address.isTarget() && at >= 0;
    return plain ? address.unique.substring(0, at + 1) + address.domain() : address.unique;
  }

  private void take(RouterChain.Step step, Deque<Address> waiting, Purpose purpose) {
    List<Address> more = new ArrayList<>();
    if (step.routed() instanceof Routed.Redirected made && !made.children().isEmpty()) {
      more.addAll(made.children());
    } else {
      settle(step.routed());
    }
    if (purpose != Purpose.TEST) {
      waiting.addAll(more);
      if (step.unseen() != null) {
        waiting.add(step.unseen());
      }
      return;
    }
    // A test looks at what an address leads to before it goes on with others, as Exim's does.
    more.reversed().forEach(waiting::addFirst);
    if (step.unseen() != null) {
      waiting.addFirst(step.unseen());
    }
  }

  private void settle(Routed leaf) {
    settled.add(leaf);
    switch (leaf) {
      case Routed.Accepted it -> accepted.add(it);
      case Routed.Failed it -> failed.add(it);
      case Routed.Deferred it -> deferred.add(it);
      case Routed.Redirected it -> discarded.add(it);
    }
  }

  /** All leaves, in the order in which they were found. */
  public List<Routed> settled() {
    return settled;
  }

  public List<Routed.Accepted> accepted() {
    return accepted;
  }

  public List<Routed.Failed> failed() {
    return failed;
  }

  public List<Routed.Deferred> deferred() {
    return deferred;
  }

  /** Addresses that a router threw away: {@code :blackhole:}. */
  public List<Routed.Redirected> discarded() {
    return discarded;
  }

  /** Addresses that earlier attempts have finished. */
  public List<Address> finished() {
    return finished;
  }

  public Map<Address, Address> duplicates() {
    return duplicates;
  }
}
