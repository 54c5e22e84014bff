// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.spool.StoredMessage;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.DomainChange;
import org.ostler.core.mail.Message;
import org.ostler.core.rewrite.RenamedDomain;

/** A message of the queue as it stands: its head with all notes applied. Confined to one thread. */
public final class QueuedMail {
  /** A line of the message's own log. */
  public record Line(Instant when, String text) {}

  private final StoredMessage stored;
  private final Message message;
  private final Connection connection;
  private final Set<String> done = new HashSet<>();
  private final Map<String, Note.Replaced> replacements = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private @Nullable Instant frozenSince;
  private @Nullable Instant waitsUntil;
  private boolean thawedManually;
  private boolean triedBefore;
  private int warnings;
  private List<HeaderField> storedHeaders;

  private QueuedMail(StoredMessage stored, HeadCodec.Head head) {
    this.stored = stored;
    this.message = head.message();
    this.connection = head.connection();
    // an ACL's freezing is part of the one record that accepts the message
    this.storedHeaders = message.headerFields();
    this.frozenSince = message.controls.freeze ? message.received() : null;
  }

  /** Reads a stored message. */
  public static QueuedMail of(StoredMessage stored) throws IOException {
    QueuedMail mail = new QueuedMail(stored, HeadCodec.decode(stored.id(), stored.head()));
    for (byte[] note : stored.notes()) {
      mail.apply(Note.decoded(note));
    }
    return mail;
  }

  /** Takes over what a note says. */
  public void apply(Note note) {
    switch (note) {
      case Note.Attempt(var when, var finished, var said, var until) -> {
        triedBefore = true;
        done.addAll(finished);
        said.forEach(line -> lines.add(new Line(when, line)));
        waitsUntil = until;
      }
      case Note.Frozen(var when) -> frozenSince = when;
      case Note.Thawed(var _, var manually) -> {
        frozenSince = null;
        thawedManually = manually;
      }
      case Note.Warned(var _, var count) -> warnings = count;
      case Note.Marked(var _, var finished) -> done.addAll(finished);
      case Note.Added(var _, var recipients) -> {
        for (String recipient : recipients) {
          message.recipients().add(new Recipient(recipient));
          done.remove(recipient);
        }
        waitsUntil = null;
      }
      case Note.From(var _, var sender) -> message.sender(new ReversePath(sender));
      case Note.Renamed(var _, var from, var to) ->
          message.headerFields(
              new RenamedDomain(new DomainChange(from, to)).in(message.headerFields()));
      case Note.Replaced replaced -> replace(replaced);
      case Note.Moved(var _, var queue) -> connection.queueName = queue;
      case Note.Headers(var _, var fields) -> {
        message.headerFields(
            fields.stream()
                .map(field -> HeaderField.parse(field.substring(0, field.length() - 1)))
                .toList());
        message.measure();
        storedHeaders = message.headerFields();
      }
      case Note.Suppressed _ -> message.controls.suppressed = true;
      case Note.Said(var when, var line) -> lines.add(new Line(when, line));
    }
  }

  private void replace(Note.Replaced note) {
    Recipient old =
        message.recipients().stream()
            .filter(one -> one.address().equals(note.original()))
            .findFirst()
            .orElse(new Recipient(note.original()));
    for (String address : note.addresses()) {
      // One that came with the message from another server is among its recipients.
      if (message.recipients().stream().noneMatch(one -> one.address().equals(address))) {
        message.recipients().add(new Recipient(address, old.dsn()));
      }
      replacements.put(address, note);
    }
    if (!note.parent().isEmpty()) {
      done.add(note.parent());
    }
  }

  /** What a redirection that is made once put in the place of a recipient; null when none did. */
  public Note.@Nullable Replaced replacement(Recipient recipient) {
    return replacements.get(recipient.address());
  }

  public QueueId id() {
    return stored.id();
  }

  public Message message() {
    return message;
  }

  public Connection connection() {
    return connection;
  }

  public StoredMessage.Body body() {
    return stored.body();
  }

  /** A second view of the same message for another thread. */
  public QueuedMail copy() throws IOException {
    QueuedMail copy = of(stored);
    Restraint.of(message.controls).onto(copy.message.controls);
    return copy;
  }

  /** Whether the address or recipient of this mark needs no further attempt. */
  public boolean isDone(String unique) {
    return done.contains(unique);
  }

  public Set<String> done() {
    return done;
  }

  /** The recipients that are not done. */
  public List<Recipient> waiting() {
    return message.recipients().stream().filter(r -> !done.contains(r.address())).toList();
  }

  public @Nullable Instant frozenSince() {
    return frozenSince;
  }

  public @Nullable Instant waitsUntil() {
    return waitsUntil;
  }

  public boolean thawedManually() {
    return thawedManually;
  }

  public boolean triedBefore() {
    return triedBefore;
  }

  /** Whether the header fields are those that the spool has. */
  public boolean hasStoredHeaders() {
    return message.headerFields().equals(storedHeaders);
  }

  public int warnings() {
    return warnings;
  }

  /** The message's own log. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }
}
