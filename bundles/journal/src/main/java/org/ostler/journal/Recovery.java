// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a spool at start.
 *
 * <p>Only the newest segment may end torn. What fdatasync leaves open is the last round: its pages
 * may have reached the disk in part and in any order, so behind a broken record whole ones of the
 * same round may follow. Every round begins after the one before is on disk, and each record says
 * up to where that was so. Hence a broken record is a tear if no record behind it claims that it
 * was on disk, and damage if one does. A tear was acknowledged to nobody.
 */
final class Recovery {
  private final Disk disk;
  private final boolean salvage;
  private final Segments segments;
  private final Index index = new Index();
  private long sequence = 1;

  /** What the last record of the segment says was on disk before it, -1 without a record. */
  private int proven;

  Recovery(Disk disk, Segments segments, boolean salvage) {
    this.disk = disk;
    this.segments = segments;
    this.salvage = salvage;
  }

  Index index() {
    return index;
  }

  /** Greater than the sequence of every message. */
  long sequence() {
    return sequence;
  }

  /** Fills index and segments; the newest segment, cut to its end. */
  Segment run(RandomGenerator random) throws IOException {
    @Nullable Checkpoint checkpoint = Checkpoint.read(disk);
    List<Integer> numbers = numbers(checkpoint);
    List<Segment> found = headers(numbers);
    if (found.isEmpty()) {
      return first(random, checkpoint);
    }
    long from = Location.of(found.getFirst().number(), Segment.HEADER);
    if (checkpoint != null) {
      from = checkpoint.position();
      sequence = checkpoint.sequence();
      checkpoint.entries().forEach(index::put);
    }
    for (int i = 0; i < found.size(); i++) {
      boolean isTail = i == found.size() - 1;
      replay(found.get(i), isTail ? -1 : found.get(i + 1).previousEnd(), from);
      segments.add(found.get(i));
    }
    checkReferences();
    return found.getLast();
  }

  private Segment first(RandomGenerator random, @Nullable Checkpoint checkpoint)
      throws IOException {
    // A checkpoint without segments is salvaged: what comes now must not look older than it.
    int number = checkpoint == null ? 1 : Location.segment(checkpoint.position()) + 1;
    Segment first = new Segment(disk, number, random.nextInt() | 1, 0);
    disk.delete(first.name());
    try (Disk.File file = disk.create(first.name())) {
      file.write(first.header(), 0);
      file.force(true);
    }
    disk.syncDirectory(Segment.DIRECTORY);
    segments.add(first);
    return first;
  }

  private List<Integer> numbers(@Nullable Checkpoint checkpoint) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (String file : disk.list(Segment.DIRECTORY)) {
      int number = Segment.number(file);
      if (number > 0 && checkpoint != null && number < checkpoint.first()) {
        // Dropped, but a reader or the end of the process was in the way.
        disk.delete(Segment.name(number));
        disk.syncDirectory(Segment.DIRECTORY);
      } else if (number > 0) {
        numbers.add(number);
      }
    }
    int expected =
        checkpoint != null ? checkpoint.first() : numbers.isEmpty() ? 1 : numbers.getFirst();
    int newest = numbers.isEmpty() ? 0 : numbers.getLast();
    int until =
        checkpoint != null ? Math.max(newest, Location.segment(checkpoint.position())) : newest;
    for (; expected <= until; expected++) {
      if (Collections.binarySearch(numbers, expected) < 0) {
        damaged(Segment.name(expected), 0, "the file is missing");
      }
    }
    return numbers;
  }

  private List<Segment> headers(List<Integer> numbers) throws IOException {
    List<Segment> found = new ArrayList<>();
    for (int number : numbers) {
      @Nullable Segment segment = Segment.read(disk, number);
      if (segment != null) {
        found.add(segment);
      } else if (number == numbers.getLast() && holdsNothing(number)) {
        // The server died while it made the file. No record goes into a segment before its header
        // is on disk.
        disk.delete(Segment.name(number));
      } else {
        damaged(Segment.name(number), 0, "the header is not whole");
      }
    }
    return found;
  }

  private boolean holdsNothing(int number) throws IOException {
    try (Disk.File file = disk.open(Segment.name(number))) {
      return file.size() <= Segment.HEADER;
    }
  }

  private void replay(Segment segment, int declaredEnd, long position) throws IOException {
    boolean isTail = declaredEnd < 0;
    long fileSize;
    try (Disk.File file = disk.open(segment.name())) {
      fileSize = file.size();
    }
    int from =
        segment.number() == Location.segment(position) ? Location.offset(position) : Segment.HEADER;
    long limit = isTail ? fileSize : declaredEnd;
    if (fileSize < limit || fileSize < from) {
      damaged(segment.name(), fileSize, "the file is shorter than it was");
      limit = Math.min(limit, fileSize);
    }
    segment.end((int) limit);
    proven = -1;
    if (segment.number() >= Location.segment(position)) {
      segment.end((int) records(segment, from, limit, isTail));
    }
    if (fileSize > segment.end()) {
      cut(segment);
    }
    if (isTail) {
      settle(segment, from);
    }
  }

  /**
   * Writes the last round again. If its force failed before this start, the kernel may hold it in
   * memory and call it clean although the disk never had it; what is read from there is not safe
   * until it is written anew.
   */
  private void settle(Segment segment, int from) throws IOException {
    int at = proven >= 0 ? proven : from == Segment.HEADER ? 0 : from;
    try (Disk.File file = disk.open(segment.name())) {
      ByteBuffer octets = ByteBuffer.allocate(segment.end() - at);
      file.read(octets, at);
      file.write(octets.flip(), at);
      file.force(true);
    }
    disk.syncDirectory(Segment.DIRECTORY);
  }

  private void cut(Segment segment) throws IOException {
    try (Disk.File file = disk.open(segment.name())) {
      file.truncate(segment.end());
      file.force(true);
    }
  }

  /** Applies the records of a segment; where they end. */
  private long records(Segment segment, int from, long limit, boolean isTail) throws IOException {
    try (Scanner scanner = new Scanner(disk, segment, limit)) {
      long offset = from;
      while (offset < limit) {
        @Nullable Frame frame = scanner.frame(offset);
        if (frame == null && isTail && isTear(scanner, offset)) {
          return offset;
        }
        if (frame == null) {
          damaged(segment.name(), offset, "a record is not whole");
          frame = scanner.search(offset);
        }
        if (frame == null) {
          return isTail ? offset : limit;
        }
        apply(segment, frame);
        offset = frame.end();
      }
      return offset;
    }
  }

  private static boolean isTear(Scanner scanner, long offset) throws IOException {
    for (@Nullable Frame behind = scanner.search(offset);
        behind != null;
        behind = scanner.search(behind.end())) {
      if (behind.durable() > offset) {
        return false;
      }
    }
    return true;
  }

  private void apply(Segment segment, Frame frame) {
    proven = frame.durable();
    index.apply(frame.kind(), frame.covered(), Location.of(segment.number(), frame.offset()));
    if (frame.kind() == Frame.Kind.ADD) {
      sequence = Math.max(sequence, State.entry(frame.covered(), 0).sequence() + 1);
    }
  }

  private void checkReferences() throws IOException {
    for (Entry entry : index.entries()) {
      if (segments.find(entry.oldestSegment()) == null) {
        damaged(
            Segment.name(entry.oldestSegment()),
            Location.offset(entry.at()),
            "the file is missing");
      }
    }
  }

  /** Refuses to start, or with salvage sets the file aside and goes on with what can be read. */
  private void damaged(String file, long offset, String what) throws IOException {
    DamagedSpool damage = DamagedSpool.at(disk, file, offset, what);
    if (!salvage) {
      throw damage;
    }
    Journal.LOG.error("salvage: {}", damage.getMessage());
    String copy = "damaged/" + file.replace('/', '-');
    disk.createDirectory("damaged");
    if (!disk.list("damaged").contains(copy.substring("damaged/".length())) && exists(file)) {
      copy(file, copy);
    }
  }

  private boolean exists(String file) throws IOException {
    int slash = file.lastIndexOf('/');
    return disk.list(file.substring(0, slash)).contains(file.substring(slash + 1));
  }

  private void copy(String from, String to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    try (Disk.File source = disk.open(from);
        Disk.File target = disk.create(to)) {
      for (long at = 0; source.read(buffer.clear(), at) > 0; ) {
        int count = buffer.flip().remaining();
        target.write(buffer, at);
        at += count;
      }
      target.force(true);
    }
  }
}
