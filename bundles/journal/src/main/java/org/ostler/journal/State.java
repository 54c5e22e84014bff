// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.mail.QueueId;

/**
 * What an ADD record says of a message beside its inline body. Compaction writes the same record
 * again with the notes that came since.
 *
 * @param bodyChecksum CRC-32C of a body file, 0 for an inline body, whose record has it
 */
record State(
    QueueId id,
    long sequence,
    long bodySize,
    boolean aside,
    int bodyChecksum,
    byte[] head,
    List<byte[]> notes) {
  static final int ID = 16;
  private static final int FIXED = 8 + ID + 8 + 4 + 4 + 4 + 4;

  byte[] encode() {
    int size = FIXED + head.length;
    for (byte[] note : notes) {
      size = Math.addExact(size, 4 + note.length);
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putLong(sequence)
        .put(octets(id))
        .putLong(bodySize)
        .putInt(bodyChecksum)
        .putInt(aside ? 1 : 0);
    out.putInt(head.length).putInt(notes.size()).put(head);
    for (byte[] note : notes) {
      out.putInt(note.length).put(note);
    }
    return out.array();
  }

  static State decode(ByteBuffer covered) {
    ByteBuffer in = covered.duplicate();
    long sequence = in.getLong();
    QueueId id = id(in);
    long bodySize = in.getLong();
    int bodyChecksum = in.getInt();
    boolean aside = in.getInt() != 0;
    byte[] head = new byte[in.getInt()];
    int count = in.getInt();
    in.get(head);
    List<byte[]> notes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] note = new byte[in.getInt()];
      in.get(note);
      notes.add(note);
    }
    return new State(id, sequence, bodySize, aside, bodyChecksum, head, notes);
  }

  /** The entry of an ADD record, without copying its head. */
  static Entry entry(ByteBuffer covered, long at) {
    ByteBuffer in = covered.duplicate();
    long sequence = in.getLong();
    QueueId id = id(in);
    long bodySize = in.getLong();
    in.getInt();
    return Entry.added(id, sequence, at, covered.limit(), bodySize, in.getInt() != 0);
  }

  static byte[] octets(QueueId id) {
    return id.value().getBytes(StandardCharsets.ISO_8859_1);
  }

  static QueueId id(ByteBuffer in) {
    byte[] octets = new byte[ID];
    in.get(octets);
    return new QueueId(new String(octets, StandardCharsets.ISO_8859_1));
  }

  /** The content of a NOTE, REPLACE or REMOVE record. */
  static byte[] about(QueueId id, byte[] content) {
    byte[] covered = java.util.Arrays.copyOf(octets(id), ID + content.length);
    System.arraycopy(content, 0, covered, ID, content.length);
    return covered;
  }
}
