// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;

/**
 * The index on disk, so that a start reads only the records after it. It is taken while the writer
 * goes on: it holds everything before its position and perhaps some of what came later, which
 * reading those records again does not harm.
 *
 * @param first the oldest segment that is needed with this checkpoint
 * @param position where to read on
 * @param sequence greater than that of every message so far
 */
record Checkpoint(int first, long position, long sequence, List<Entry> entries) {
  private static final String NAME = "checkpoint";
  private static final byte[] MAGIC = "OstlerC1".getBytes(StandardCharsets.ISO_8859_1);

  /** Writes a checkpoint in place of the last; the oldest segment that it needs. */
  static int write(Disk disk, long position, long sequence, Collection<Entry> entries)
      throws IOException {
    String temporary = NAME + ".new";
    disk.delete(temporary);
    int first = Location.segment(position);
    try (FileOutput file = new FileOutput(disk.create(temporary))) {
      DataOutputStream out = new DataOutputStream(file);
      out.write(MAGIC);
      out.writeLong(position);
      out.writeLong(sequence);
      for (Entry entry : entries) {
        first = Math.min(first, entry.oldestSegment());
        out.writeByte(1);
        write(out, entry);
      }
      out.writeByte(0);
      out.writeInt(first);
      out.flush();
      out.writeInt(file.checksum());
      file.force();
    }
    disk.rename(temporary, NAME);
    disk.syncDirectory("");
    return first;
  }

  private static void write(DataOutputStream out, Entry entry) throws IOException {
    out.write(State.octets(entry.id()));
    out.writeLong(entry.sequence());
    out.writeLong(entry.at());
    out.writeInt(entry.covered());
    out.writeLong(entry.bodySize());
    out.writeBoolean(entry.aside());
    out.writeLong(entry.headAt());
    out.writeInt(entry.headCovered());
    out.writeInt(entry.notes().length);
    for (long part : entry.notes()) {
      out.writeLong(part);
    }
  }

  /**
   * The last checkpoint; null if there is none that can be used, which costs time and nothing else.
   */
  static @Nullable Checkpoint read(Disk disk) throws IOException {
    if (!disk.list("").contains(NAME)) {
      return null;
    }
    try (Disk.File file = disk.open(NAME)) {
      @Nullable Checkpoint read = isWhole(file) ? decode(file) : null;
      if (read == null) {
        Journal.LOG.warn("{}/{} is damaged; reading every segment instead", disk, NAME);
      }
      return read;
    }
  }

  private static boolean isWhole(Disk.File file) throws IOException {
    long size = file.size() - 4;
    if (size < MAGIC.length) {
      return false;
    }
    FileInput in = new FileInput(file, size, null);
    boolean known = java.util.Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    in.skipNBytes(size - MAGIC.length);
    java.nio.ByteBuffer expected = java.nio.ByteBuffer.allocate(4);
    file.read(expected, size);
    return known && in.loaded() == size && expected.getInt(0) == in.checksum();
  }

  private static Checkpoint decode(Disk.File file) throws IOException {
    DataInputStream in = new DataInputStream(new FileInput(file, file.size(), null));
    in.skipNBytes(MAGIC.length);
    long position = in.readLong();
    long sequence = in.readLong();
    List<Entry> entries = new ArrayList<>();
    while (in.readByte() != 0) {
      entries.add(entry(in));
    }
    return new Checkpoint(in.readInt(), position, sequence, entries);
  }

  private static Entry entry(DataInputStream in) throws IOException {
    QueueId id = new QueueId(new String(in.readNBytes(State.ID), StandardCharsets.ISO_8859_1));
    long sequence = in.readLong();
    long at = in.readLong();
    int covered = in.readInt();
    long bodySize = in.readLong();
    boolean aside = in.readBoolean();
    long headAt = in.readLong();
    int headCovered = in.readInt();
    int count = in.readInt();
    long[] notes = count == 0 ? Entry.NO_NOTES : new long[count];
    for (int i = 0; i < count; i++) {
      notes[i] = in.readLong();
    }
    return new Entry(id, sequence, at, covered, bodySize, aside, headAt, headCovered, notes);
  }
}
