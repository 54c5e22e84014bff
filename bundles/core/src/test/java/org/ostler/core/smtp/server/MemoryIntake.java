// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.SpoolFull;
import org.ostler.api.spool.StoredMessage;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.Intake;

/** A queue that keeps what it takes, and counts drafts that were not closed. */
final class MemoryIntake implements Intake {
  final List<Taken> taken = new CopyOnWriteArrayList<>();
  final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger ids = new AtomicInteger();
  volatile String fails = "";

  /** A message that was accepted. */
  record Taken(
      String sender, List<String> recipients, String header, String body, Message message) {}

  @Override
  public QueueId nextId() {
    return new QueueId("1xUZg4-%06d-2Y".formatted(ids.incrementAndGet()));
  }

  @Override
  public Draft begin(QueueId id) throws IOException {
    if (fails.equals("begin")) {
      throw new SpoolFull("the disk is full");
    }
    open.incrementAndGet();
    return new MemoryDraft();
  }

  @Override
  public void accept(Situation situation, Draft draft) throws IOException {
    if (fails.equals("accept")) {
      throw new SpoolFull("the disk is full");
    }
    if (fails.equals("broken")) {
      throw new IOException("the disk is broken");
    }
    StringBuilder header = new StringBuilder();
    for (HeaderField field : situation.envelope().headerFields()) {
      header.append(field.text());
    }
    var sender = situation.envelope().sender();
    taken.add(
        new Taken(
            sender == null ? "(none)" : sender.address(),
            situation.envelope().recipients().stream().map(Recipient::address).toList(),
            header.toString(),
            draft.body().toString(),
            situation.envelope()));
  }

  private final class MemoryDraft implements Draft {
    private final ByteArrayOutputStream body =
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] octets, int from, int count) {
            super.write(octets, from, count);
          }

          @Override
          public String toString() {
            return toString(StandardCharsets.ISO_8859_1);
          }
        };

    private boolean closed;

    @Override
    public OutputStream body() {
      return body;
    }

    @Override
    public StoredMessage.Body written() {
      byte[] octets = body.toByteArray();
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

    @Override
    public StoredMessage commit(byte[] head) {
      throw new UnsupportedOperationException("accept() keeps the message");
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
