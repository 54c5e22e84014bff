// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a spool, oldest first. They go in that order only: while a segment is there,
 * every later one is, so a record that removes a message outlives every record that it makes void.
 */
final class Segments {
  private final Disk disk;
  private final ConcurrentSkipListMap<Integer, Segment> all = new ConcurrentSkipListMap<>();

  Segments(Disk disk) {
    this.disk = disk;
  }

  void add(Segment segment) {
    all.put(segment.number(), segment);
  }

  @Nullable Segment find(int number) {
    return all.get(number);
  }

  /**
   * The segment of a location that the index gave. Missing only if the index has moved on since.
   */
  Segment at(long location) throws IOException {
    @Nullable Segment segment = all.get(Location.segment(location));
    if (segment == null) {
      throw DamagedSpool.at(
          disk,
          Segment.name(Location.segment(location)),
          Location.offset(location),
          "the file is missing");
    }
    return segment;
  }

  Collection<Segment> oldestFirst() {
    return all.values();
  }

  int count() {
    return all.size();
  }

  long size() {
    return all.values().stream().mapToLong(Segment::end).sum();
  }

  /**
   * Deletes the segments before a number that nobody reads. Each deletion is on disk before the
   * next, or a crash could bring back an old segment without the one that voids it.
   *
   * @return whether all of them are gone
   */
  boolean dropBefore(int number) throws IOException {
    for (Map.Entry<Integer, Segment> oldest : List.copyOf(all.headMap(number).entrySet())) {
      if (!oldest.getValue().lease().seal()) {
        return false;
      }
      disk.delete(oldest.getValue().name());
      disk.syncDirectory(Segment.DIRECTORY);
      all.remove(oldest.getKey());
    }
    return true;
  }
}
