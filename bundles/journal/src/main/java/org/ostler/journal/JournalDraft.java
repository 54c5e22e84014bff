// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.SpoolFull;
import org.ostler.api.spool.StoredMessage;

/**
 * A message on its way in: in memory as long as it is small and there is room, then in a file of
 * its own. For one thread.
 */
final class JournalDraft implements Draft {
  private static final int CHECK_SPACE = 1 << 20;

  /** The part of {@link JournalSettings#inlineLimit} that no other draft can take away. */
  private static final int SHARES = 64;

  private final Journal journal;
  private final QueueId id;
  private final long sequence;
  private final Body body = new Body();
  private @Nullable ByteArrayOutputStream memory = new ByteArrayOutputStream();

  /** What {@link #memory} has, once somebody asked for it. */
  private byte @Nullable [] octets;

  private @Nullable FileOutput file;
  private int held;
  private boolean committed;
  private boolean closed;
  private boolean mayBeOnDisk;

  JournalDraft(Journal journal, QueueId id, long sequence) {
    this.journal = journal;
    this.id = id;
    this.sequence = sequence;
  }

  @Override
  public OutputStream body() {
    return body;
  }

  @Override
  public StoredMessage.Body written() throws IOException {
    if (file == null) {
      return new Message.InMemory(octets());
    }
    file.flush();
    return aside(file);
  }

  private byte[] octets() {
    if (octets == null) {
      octets = memory == null ? Change.Silence.NONE : memory.toByteArray();
    }
    return octets;
  }

  private StoredMessage.Body aside(FileOutput written) throws IOException {
    StoredMessage.@Nullable Body held =
        journal.bodies().hold(id, sequence, written.size(), written.checksum());
    if (held == null) {
      throw new IOException("the body of " + id + " is gone");
    }
    return held;
  }

  @Override
  public StoredMessage commit(byte[] head) throws IOException {
    if (committed || closed) {
      throw new IllegalStateException("the draft of " + id + " is finished");
    }
    committed = true;
    Message message = file == null ? commitInline(head) : commitAside(head, file);
    leaveMemory();
    mayBeOnDisk = true;
    return message;
  }

  private Message commitInline(byte[] head) throws IOException {
    byte[] inline = octets();
    State state = new State(id, sequence, inline.length, false, 0, head, List.of());
    journal.writer().commit(Change.Add.of(state, inline));
    return new Message(id, head, List.of(), journal.recent().keep(id, inline));
  }

  private Message commitAside(byte[] head, FileOutput written) throws IOException {
    journal.bodies().keep(id, written);
    StoredMessage.Body held = aside(written);
    State state =
        new State(id, sequence, written.size(), true, written.checksum(), head, List.of());
    try {
      journal.writer().commit(Change.Add.of(state, Change.Silence.NONE));
    } catch (SpoolFull e) {
      throw e;
    } catch (IOException e) {
      // The record may have reached the disk before it failed, and a start must not find it without
      // its body.
      mayBeOnDisk = true;
      throw e;
    }
    return new Message(id, head, List.of(), held);
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    leaveMemory();
    try {
      if (file != null) {
        file.close();
        if (!mayBeOnDisk) {
          journal.bodies().delete(id, sequence);
        }
      }
    } finally {
      journal.finished(id);
    }
  }

  private void leaveMemory() {
    journal.mayHold(-held);
    held = 0;
    memory = null;
    octets = null;
  }

  /** A little is granted to every draft, so that a flood of large ones cannot slow small ones. */
  private boolean fits(int size) {
    JournalSettings settings = journal.settings();
    if (size <= settings.inlineLimit() / SHARES) {
      return true;
    }
    if (size > settings.inlineLimit() || !journal.mayHold(size - held)) {
      return false;
    }
    held = size;
    return true;
  }

  private final class Body extends OutputStream {
    private long checkAt = CHECK_SPACE;

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
      if (committed || closed) {
        throw new IOException("the draft of " + id + " is finished");
      }
      if (memory != null && fits(memory.size() + count)) {
        memory.write(octets, from, count);
        JournalDraft.this.octets = null;
        return;
      }
      FileOutput out = file == null ? spill() : file;
      out.write(octets, from, count);
      if (out.size() >= checkAt) {
        checkAt = out.size() + CHECK_SPACE;
        journal.requireSpace();
      }
    }

    private FileOutput spill() throws IOException {
      FileOutput out = journal.bodies().create(id, sequence);
      file = out;
      if (memory != null) {
        memory.writeTo(out);
        leaveMemory();
      }
      return out;
    }
  }
}
