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
        tree.failed.add(new Routed.Failed(address, address.refusal, address.refusal));
        continue;
      }
      if (address.hold != null) {
        tree.deferred.add(new Routed.Deferred(address, "", address.hold, address.freezes));
        continue;
      }
      if (address.isTarget()) {
        tree.accepted.add(new Routed.Accepted(address));
        continue;
      }
      Routed decided = gate.apply(address);
      if (decided != null) {
        tree.take(new RouterChain.Step(decided, null), waiting);
        continue;
      }
      RouterChain.Step step = chain.route(address, situation, purpose);
      tree.take(step, waiting);
    }
    return tree;
  }

  /** Domains are the same in any case; local parts are compared as they are written. */
  private static String key(Address address) {
    int at = address.unique.lastIndexOf('@');
    boolean plain = !address.isTarget() && at >= 0;
    return plain ? address.unique.substring(0, at + 1) + address.domain() : address.unique;
  }

  private void take(RouterChain.Step step, Deque<Address> waiting) {
    switch (step.routed()) {
      case Routed.Accepted leaf -> accepted.add(leaf);
      case Routed.Failed leaf -> failed.add(leaf);
      case Routed.Deferred leaf -> deferred.add(leaf);
      case Routed.Redirected leaf -> {
        if (leaf.children().isEmpty()) {
          discarded.add(leaf);
        } else {
          waiting.addAll(leaf.children());
        }
      }
    }
    if (step.unseen() != null) {
      waiting.add(step.unseen());
    }
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
