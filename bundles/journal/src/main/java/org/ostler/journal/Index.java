// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;

/**
 * Every message and where its parts are. Read by many threads, changed by one: the writer, or
 * recovery before it. Holds only what is on disk.
 */
final class Index {
  private final ConcurrentHashMap<QueueId, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong liveSize = new AtomicLong();

  @Nullable Entry find(QueueId id) {
    return entries.get(id);
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  int size() {
    return entries.size();
  }

  /** The octets of segments that are needed. */
  long liveSize() {
    return liveSize.get();
  }

  List<QueueId> ids() {
    Entry[] all = entries.values().toArray(new Entry[0]);
    java.util.Arrays.sort(all, Comparator.comparingLong(Entry::sequence));
    return java.util.Arrays.stream(all).map(Entry::id).toList();
  }

  void put(Entry entry) {
    @Nullable Entry before = entries.put(entry.id(), entry);
    liveSize.addAndGet(entry.liveSize() - (before == null ? 0 : before.liveSize()));
  }

  /**
   * Applies a record. What the index knows already is passed over: a checkpoint is taken while the
   * writer goes on, so it may hold the effect of records that are read again after it.
   *
   * @return the entry that the record changed or removed, null if it changed nothing
   */
  @Nullable Entry apply(Frame.Kind kind, ByteBuffer covered, long at) {
    return switch (kind) {
      case ADD -> add(State.entry(covered, at));
      case NOTE, REPLACE, REMOVE ->
          change(kind, State.id(covered.duplicate()), at, covered.limit());
      case MARK -> null;
    };
  }

  private @Nullable Entry add(Entry entry) {
    @Nullable Entry known = entries.get(entry.id());
    if (known != null && entry.at() <= known.last()) {
      return null;
    }
    put(entry);
    return entry;
  }

  private @Nullable Entry change(Frame.Kind kind, QueueId id, long at, int size) {
    @Nullable Entry known = entries.get(id);
    if (known == null || at <= known.last()) {
      return null;
    }
    switch (kind) {
      case NOTE -> put(known.noted(at, size));
      case REPLACE -> put(known.replaced(at, size));
      default -> {
        entries.remove(id);
        liveSize.addAndGet(-known.liveSize());
      }
    }
    return known;
  }
}
