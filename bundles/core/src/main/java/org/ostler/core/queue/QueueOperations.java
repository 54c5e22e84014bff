// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.spool.NoSuchMessage;

/**
 * What the command line does with the queue: {@code -bp} and the {@code -M} family, in Exim's
 * words. Every answer is octets to print; each operation takes the message in hand while it changes
 * it.
 */
public final class QueueOperations {
  private static final List<String> REFUSALS = List.of(" is already frozen", " is not frozen");

  /**
   * What to print and how to end.
   *
   * @param text octets, one a char
   * @param exitCode 0 when it was done
   */
  public record Answer(String text, int exitCode) {}

  private final MessageQueue queue;
  private final Abandonment abandonment;
  private final ZoneId zone;
  private final String name;
  private final Restraint restraint;

  /**
   * Operations on a queue.
   *
   * @param abandonment ends messages before their time
   */
  public QueueOperations(MessageQueue queue, Abandonment abandonment, ZoneId zone) {
    this(queue, abandonment, zone, "", Restraint.NONE);
  }

  private QueueOperations(
      MessageQueue queue, Abandonment abandonment, ZoneId zone, String name, Restraint restraint) {
    this.queue = queue;
    this.abandonment = abandonment;
    this.zone = zone;
    this.name = name;
    this.restraint = restraint;
  }

  /** The same on a named queue; messages of others are not there. */
  public QueueOperations in(String named) {
    return new QueueOperations(queue, abandonment, zone, named, restraint);
  }

  /** The same, with deliveries that may not do all. */
  public QueueOperations restrained(Restraint restrained) {
    return new QueueOperations(queue, abandonment, zone, name, restrained);
  }

  private boolean has(QueueId id) throws IOException {
    return queue.isIn(name, id);
  }

  /**
   * {@code -bp}, {@code -bpu}, {@code -bpa}, {@code -bpi}: the letters after {@code -bp}, of which
   * r changes nothing visible.
   */
  public Answer list(String letters) throws IOException {
    return list(letters, queue.all(name));
  }

  /** The same of these messages. */
  public Answer list(String letters, List<QueueId> ids) throws IOException {
    QueueListing.Detail detail =
        letters.contains("u")
            ? QueueListing.Detail.WAITING
            : letters.contains("a") ? QueueListing.Detail.GENERATED : QueueListing.Detail.ALL;
    StringBuilder text = new StringBuilder();
    Instant now = queue.clock().instant();
    for (QueueId id : ids) {
      if (letters.contains("i")) {
        text.append(id).append('\n');
        continue;
      }
      try {
        text.append(QueueListing.entry(queue.open(id), detail, now));
      } catch (NoSuchMessage e) {
        continue; // delivered while the list was made
      }
    }
    return new Answer(text.toString(), 0);
  }

  /** {@code -bpc}. */
  public Answer count() throws IOException {
    return new Answer(queue.all(name).size() + "\n", 0);
  }

  /** {@code -M}: tries now, whatever the retry times are; frozen messages are thawed. */
  public Answer deliver(QueueId id, String by) throws IOException {
    return deliver(id, Dispatch.Reason.FORCED);
  }

  /** {@code -Mc}: tries now, but for what has its retry time ahead of it. */
  public Answer deliverWhenDue(QueueId id, String by) throws IOException {
    return deliver(id, Dispatch.Reason.QUEUE_RUN);
  }

  private Answer deliver(QueueId id, Dispatch.Reason reason) throws IOException {
    if (!has(id)) {
      return missing(id);
    }
    if (!queue.take(id)) {
      return locked(id);
    }
    queue.restraints().put(id, restraint);
    queue.deliver(id, reason);
    return new Answer("", 0);
  }

  private static Answer missing(QueueId id) {
    return new Answer("Spool data file for " + id + " does not exist\n", 1);
  }

  private static Answer locked(QueueId id) {
    return new Answer("Message " + id + " is locked: another delivery of it is under way\n", 1);
  }

  /** One change of a message that nobody else has in hand. */
  @FunctionalInterface
  private interface Change {
    String make(QueuedMail mail) throws IOException;
  }

  private Answer change(QueueId id, Change change) throws IOException {
    if (!has(id)) {
      return missing(id);
    }
    if (!queue.take(id)) {
      return locked(id);
    }
    try {
      String text = change.make(queue.open(id));
      boolean refused = text.contains(" - error while ") || REFUSALS.contains(text);
      return new Answer("Message " + id + text + "\n", refused ? 1 : 0);
    } finally {
      queue.release(id);
    }
  }

  /** {@code -Mf}. */
  public Answer freeze(QueueId id, String by) throws IOException {
    return change(
        id,
        mail -> {
          if (mail.frozenSince() != null) {
            return " is already frozen";
          }
          queue.note(id, new Note.Frozen(queue.clock().instant()));
          queue.log().main(id, "frozen by " + by);
          return " is now frozen";
        });
  }

  /** {@code -Mt}. */
  public Answer thaw(QueueId id, String by) throws IOException {
    Answer answer =
        change(
            id,
            mail -> {
              if (mail.frozenSince() == null) {
                return " is not frozen";
              }
              queue.note(id, new Note.Thawed(queue.clock().instant(), true));
              queue.log().main(id, "unfrozen by " + by);
              return " is no longer frozen";
            });
    queue.reconsider(id);
    return answer;
  }

  /** {@code -MG}: moves it to another queue. */
  public Answer move(QueueId id, String to) throws IOException {
    return change(
        id,
        mail -> {
          queue.note(id, new Note.Moved(queue.clock().instant(), to));
          mail.connection().queueName = to;
          queue.learn(mail);
          queue.log().main(id, "moved from " + place(name) + " to " + place(to));
          return " "; // which is all that Exim says
        });
  }

  private static String place(String queue) {
    return (queue.isEmpty() ? "" : "(" + queue + ") ") + "input, msglog";
  }

  /** {@code -Mg}: fails what is left, and tells the sender. */
  public Answer giveUp(QueueId id, String by) throws IOException {
    if (!has(id)) {
      return missing(id);
    }
    if (!queue.take(id)) {
      return locked(id);
    }
    queue.log().main(id, "cancelled by " + by);
    abandonment.cancel(id, "delivery cancelled by administrator");
    return new Answer("", 0);
  }

  /** {@code -Mrm}: throws away, and tells nobody. */
  public Answer remove(QueueId id, String by) throws IOException {
    if (!has(id)) {
      return new Answer(
          missing(id).text()
              + "Continuing, to ensure all files removed\nSpool read error for "
              + id
              + "-H: No such file or directory\nContinuing to ensure all files removed\nMessage "
              + id
              + " has been removed or did not exist\n",
          1);
    }
    if (!queue.take(id)) {
      return locked(id);
    }
    try {
      abandonment.remove(queue.open(id), "message removed by " + by);
    } catch (IOException damaged) {
      queue.log().panic(id, "events of its removal could not be told: " + damaged.getMessage());
    }
    queue.log().main(id, "removed by " + by);
    queue.finish(id);
    queue.log().main(id, "Completed");
    return new Answer("Message " + id + " has been removed\n", 0);
  }

  /** {@code -Mar}. */
  public Answer addRecipients(QueueId id, List<String> recipients, String by) throws IOException {
    Answer answer =
        change(
            id,
            mail -> {
              for (String recipient : recipients) {
                if (recipient.indexOf('@') < 1) {
                  return bad("adding recipient", "bad address " + recipient + ": domain missing");
                }
              }
              queue.note(id, new Note.Added(queue.clock().instant(), recipients));
              recipients.forEach(
                  one -> queue.log().main(id, "recipient <" + one + "> added by " + by));
              return " has been modified";
            });
    queue.reconsider(id);
    return answer;
  }

  private static String bad(String doing, String why) {
    return " - error while " + doing + ":\n  " + why;
  }

  /** {@code -Mmd}. */
  public Answer markDelivered(QueueId id, List<String> recipients, String by) throws IOException {
    return change(
        id,
        mail -> {
          List<String> known = addresses(mail);
          for (String recipient : recipients) {
            if (!known.contains(recipient)) {
              return bad(
                  "marking as delivered", recipient + " is not a recipient: message not updated");
            }
          }
          return mark(id, recipients, by);
        });
  }

  private static List<String> addresses(QueuedMail mail) {
    return mail.message().recipients().stream().map(Recipient::address).toList();
  }

  private String mark(QueueId id, List<String> recipients, String by) throws IOException {
    queue.note(id, new Note.Marked(queue.clock().instant(), new ArrayList<>(recipients)));
    recipients.forEach(
        one -> queue.log().main(id, "address <" + one + "> marked delivered by " + by));
    return " has been modified";
  }

  /** {@code -Mmad}. */
  public Answer markAllDelivered(QueueId id, String by) throws IOException {
    Answer answer =
        change(id, mail -> mark(id, mail.waiting().stream().map(Recipient::address).toList(), by));
    queue.reconsider(id);
    // Exim ends this one with a line more than the others.
    return new Answer(answer.text() + "\n", answer.exitCode());
  }

  /** {@code -Mes}: {@code <>} is the null reverse-path. */
  public Answer editSender(QueueId id, String sender, String by) throws IOException {
    return change(
        id,
        mail -> {
          String bare = sender.equals("<>") ? "" : sender;
          if (!bare.isEmpty() && bare.indexOf('@') < 1) {
            return bad("editing sender", "bad address " + sender + ": domain missing");
          }
          queue.note(id, new Note.From(queue.clock().instant(), bare));
          queue.log().main(id, "sender address changed to <" + bare + "> by " + by);
          return " has been modified";
        });
  }

  /** {@code -Mvh}. */
  public Answer viewHeaders(QueueId id) throws IOException {
    return view(id, "H", SpoolView::of);
  }

  /** {@code -Mvb}. */
  public Answer viewBody(QueueId id) throws IOException {
    return view(id, "D", mail -> id + "-D\n" + body(mail));
  }

  /** {@code -Mvc}: the message as it came. */
  public Answer viewCopy(QueueId id) throws IOException {
    if (!has(id)) {
      return missing(id);
    }
    return view(
        id,
        "H",
        mail -> {
          StringBuilder text = new StringBuilder();
          for (HeaderField field : mail.message().headerFields()) {
            text.append(field.text());
          }
          return text.append('\n').append(body(mail)).toString();
        });
  }

  /** {@code -Mvl}: the message's own log. */
  public Answer viewLog(QueueId id) throws IOException {
    return view(id, "", mail -> MessageLog.text(mail, queue.log(), zone));
  }

  private Answer view(QueueId id, String suffix, Change text) throws IOException {
    try {
      if (has(id)) {
        return new Answer(text.make(queue.open(id)), 0);
      }
    } catch (NoSuchMessage e) {
      // delivered meanwhile, which is told like what never was
    }
    String file =
        suffix.isEmpty() ? "msglog file for " + id : "input file for " + id + "-" + suffix;
    return new Answer("Failed to open " + file + ": No such file or directory\n", 1);
  }

  private static String body(QueuedMail mail) throws IOException {
    try (InputStream in = mail.body().open()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
