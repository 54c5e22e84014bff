// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sessions are open, in all and from each host. Safe for many threads. */
final class ConnectionLimits {
  private final AtomicInteger total = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> perHost = new ConcurrentHashMap<>();

  /** Counts a session in; its numbers are those before it. */
  Count enter(InetAddress host) {
    int others = total.getAndIncrement();
    int sameHost = perHost.merge(host, 1, Integer::sum) - 1;
    return new Count(others, sameHost);
  }

  void leave(InetAddress host) {
    total.decrementAndGet();
    perHost.computeIfPresent(host, (key, count) -> count == 1 ? null : count - 1);
  }

  int open() {
    return total.get();
  }

  /** Other sessions that are open. */
  record Count(int inAll, int fromHost) {}
}
