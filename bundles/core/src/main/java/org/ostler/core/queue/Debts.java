// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.api.mail.QueueId;

/** Addresses that are done and that the disk would not take a note of. Safe for many threads. */
final class Debts {
  private final Map<QueueId, Set<String>> unnoted = new HashMap<>();

  synchronized void owe(QueueId id, Collection<String> done) {
    unnoted.computeIfAbsent(id, key -> new HashSet<>()).addAll(done);
  }

  synchronized List<String> of(QueueId id) {
    return List.copyOf(unnoted.getOrDefault(id, Set.of()));
  }

  synchronized void forget(QueueId id) {
    unnoted.remove(id);
  }
}
