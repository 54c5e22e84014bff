// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.NoSuchMessage;
import org.ostler.api.spool.Spool;
import org.ostler.api.spool.StoredMessage;

/** A spool that keeps its promises as long as the test runs; it can be told to fail. */
public final class MemorySpool implements Spool {
  private record Entry(byte[] head, byte[] body, List<byte[]> notes) {}

  private final Map<QueueId, Entry> entries = new ConcurrentSkipListMap<>();
  public volatile boolean broken;

  /** Changes that still succeed before the disk breaks; negative for any number. */
  public volatile int changesLeft = -1;

  public volatile int opened;
  public volatile int noted;

  @Override
  public Draft begin(QueueId id) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return new Draft() {
      @Override
      public OutputStream body() {
        return body;
      }

      @Override
      public StoredMessage.Body written() {
        return view(body.toByteArray());
      }

      @Override
      public StoredMessage commit(byte[] head) throws IOException {
        check();
        entries.put(id, new Entry(head, body.toByteArray(), List.of()));
        return stored(id);
      }

      @Override
      public void close() {}
    };
  }

  private void check() throws IOException {
    if (changesLeft == 0) {
      broken = true;
    } else if (changesLeft > 0) {
      changesLeft--;
    }
    if (broken) {
      throw new IOException("the disk is broken");
    }
  }

  private static StoredMessage.Body view(byte[] octets) {
    return new StoredMessage.Body() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(octets);
      }
    };
  }

  private StoredMessage stored(QueueId id) throws NoSuchMessage {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw new NoSuchMessage(id);
    }
    return new StoredMessage() {
      @Override
      public QueueId id() {
        return id;
      }

      @Override
      public byte[] head() {
        return entry.head;
      }

      @Override
      public List<byte[]> notes() {
        return entry.notes;
      }

      @Override
      public Body body() {
        return view(entry.body);
      }
    };
  }

  @Override
  public List<QueueId> ids() {
    return List.copyOf(entries.keySet());
  }

  @Override
  public StoredMessage open(QueueId id) throws IOException {
    opened++;
    return stored(id);
  }

  @Override
  public void note(QueueId id, byte[] note) throws IOException {
    check();
    noted++;
    stored(id);
    entries.computeIfPresent(
        id,
        (key, entry) -> {
          List<byte[]> notes = new ArrayList<>(entry.notes);
          notes.add(note);
          return new Entry(entry.head, entry.body, List.copyOf(notes));
        });
  }

  @Override
  public void replace(QueueId id, byte[] head) throws IOException {
    check();
    stored(id);
    entries.computeIfPresent(id, (key, entry) -> new Entry(head, entry.body, List.of()));
  }

  @Override
  public void remove(QueueId id) throws IOException {
    check();
    entries.remove(id);
  }
}
