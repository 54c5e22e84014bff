// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.spool.Draft;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.receive.Excerpt;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.receive.ReceivedField;

/**
 * Queues mail that the server itself writes: reports and automatic replies. Safe for many threads.
 */
public final class OwnMail {
  /** Own mail is accepted without expanding anything in its view. */
  private static final Situation.Variables NO_VARIABLES = (name, situation) -> null;

  private final MessageQueue queue;
  private final InstantSource clock;
  private final ZoneId zone;

  public OwnMail(MessageQueue queue, InstantSource clock, ZoneId zone) {
    this.queue = queue;
    this.clock = clock;
    this.zone = zone;
  }

  /** Writes a body with LF line ends. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Queues a message; when this returns it is on disk.
   *
   * @param about the message that it is about
   * @param fields its fields, without Received, Message-Id and Date
   * @param longestLine of what it may quote
   * @param view the configuration by which it is written
   */
  public void queue(
      QueueId about,
      ReversePath sender,
      List<Recipient> recipients,
      List<HeaderField> fields,
      Body body,
      int longestLine,
      Situation view)
      throws IOException, InterruptedException {
    Instant now = clock.instant();
    QueueId id = queue.nextId();
    Message message = new Message(now);
    message.queueId(id);
    message.sender(sender);
    message.recipients().addAll(recipients);
    message.protocol("local");
    message.headerFields(complete(fields, id, hostName(view)));
    message.messageIdCreated = true;
    message.authenticatedSender =
        view.settings().find(ReportOptions.BOUNCE_SENDER_AUTHENTICATION).orElse(null);
    message.longestLine = longestLine;
    message.controls.suppressed = view.envelope().controls.suppressed; // as what it is about
    Connection self = new Connection(null, 0, null, 0, now);
    self.local = true;
    self.queueName = view.peer().queueName; // as what it is about
    self.ident = System.getProperty("user.name", "ostler");
    // RFC 5321 §4.4: what we write is received too, from ourselves.
    ReceivedField.add(view.over(self, message));
    int visible = view.settings().value(ReceiveOptions.MESSAGE_BODY_VISIBLE);
    try (Draft draft = queue.begin(id)) {
      Counted out = new Counted(draft.body(), new Excerpt(visible));
      body.writeTo(out);
      message.bodyStart = out.excerpt.start();
      message.bodyEnd = out.excerpt.end();
      message.bodySize = out.octets;
      message.bodyLines = (int) out.lines;
      message.size = message.bodySize + 1;
      for (HeaderField field : message.headerFields()) {
        message.size += field.text().length();
      }
      queue.accept(new Situation(NO_VARIABLES, view.settings(), self, message), draft, about);
    }
  }

  private List<HeaderField> complete(List<HeaderField> fields, QueueId id, String host) {
    List<HeaderField> all = new ArrayList<>(fields);
    all.add(new HeaderField("Message-Id", " <E" + id + "@" + host + ">"));
    all.add(new HeaderField("Date", " " + MailDate.of(clock.instant(), zone)));
    return all;
  }

  /** Our own name in what we write. */
  static String hostName(Situation view) throws InterruptedException {
    Text name = view.variable("primary_hostname");
    return name == null || name.isEmpty() ? "localhost" : name.value();
  }

  /** Counts what is written, and keeps both ends of it. */
  private static final class Counted extends OutputStream {
    private final OutputStream to;
    private final Excerpt excerpt;
    private long octets;
    private long lines;

    Counted(OutputStream to, Excerpt excerpt) {
      this.to = to;
      this.excerpt = excerpt;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] block, int from, int length) throws IOException {
      to.write(block, from, length);
      octets += length;
      excerpt.add(block, from, from + length);
      for (int i = from; i < from + length; i++) {
        lines += block[i] == '\n' ? 1 : 0;
      }
    }
  }
}
