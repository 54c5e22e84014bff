// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.core.log.DeliveryLine;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.MessageLog;
import org.ostler.core.queue.Note;
import org.ostler.core.queue.QueueOptions;
import org.ostler.core.queue.QueuedMail;
import org.ostler.core.report.Misfortune;
import org.ostler.core.report.Notice;
import org.ostler.core.route.Compiler;

/**
 * The end of an attempt: reports go out first, then it is written down what is done, and only then
 * the message is let go, to wait or for good. A crash in between may double a report; it loses
 * nothing.
 */
final class Ending {
  /** How long to wait when the disk would not take what was to be written. */
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

  private static final Duration LONGEST_PARKING = Duration.ofMinutes(15);

  private final Desk desk;
  private final Hops hops;
  private final Policy policy;
  private final QueuedMail mail;
  private final Tally tally;
  private final Situation view;
  private final String sender;
  private final List<String> done = new ArrayList<>();
  private boolean freeze;

  Ending(Desk desk, Hops hops, Policy policy, QueuedMail mail, Tally tally, Situation view) {
    this.desk = desk;
    this.hops = hops;
    this.policy = policy;
    this.mail = mail;
    this.tally = tally;
    this.view = view;
    ReversePath path = mail.message().sender();
    this.sender = path == null ? "" : path.address();
  }

  /** Settles; true when the message is gone for good. */
  boolean settle() {
    try {
      done.addAll(tally.done());
      Set<Address> undone = new HashSet<>(tally.unfinished());
      bounces(undone);
      List<Recipient> finished = finishedRecipients(undone);
      new SuccessNotices(desk, mail, view).send(tally.reached(), finished, sender);
      if (undone.isEmpty()) {
        preserveLog();
        desk.queue().finish(mail.id());
        DeliveryLine.completed(
            mail.id(),
            Duration.between(mail.message().received(), desk.clock().instant()),
            desk.log());
        return true;
      }
      waits(undone);
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      desk.log().panic(mail.id(), "the end of a delivery cannot be written: " + e);
      later(AFTER_TROUBLE);
    } catch (InterruptedException e) {
      later(Duration.ZERO);
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** A log that cannot be kept is no reason to deliver a message again. */
  private void preserveLog() throws InterruptedException {
    Text directory = view.variable("spool_directory");
    if (!policy.main().value(QueueOptions.PRESERVE_MESSAGE_LOGS) || directory == null) {
      return;
    }
    try {
      MessageLog.preserve(
          Path.of(directory.value()), mail, tally.lines(), desk.clock().instant(), desk.log());
    } catch (IOException failed) {
      desk.log().panic(mail.id(), "preserve_message_logs: " + failed.getMessage());
    }
  }

  /** What is done stays done, though it is not written down. */
  private void later(Duration wait) {
    desk.queue().owe(mail.id(), done);
    desk.queue().giveBack(mail.id(), desk.clock().instant().plus(wait));
  }

  /** Reports failures; those that nobody can be told of keep the message, frozen. */
  private void bounces(Set<Address> undone) throws IOException, InterruptedException {
    Map<String, List<Misfortune>> byTarget = new LinkedHashMap<>();
    for (Misfortune failure : tally.failed()) {
      byTarget.computeIfAbsent(failure.reportTo(sender), key -> new ArrayList<>()).add(failure);
    }
    for (Map.Entry<String, List<Misfortune>> entry : byTarget.entrySet()) {
      List<Misfortune> failures = entry.getValue();
      if (entry.getKey().isEmpty()) {
        failures.forEach(failure -> untold(failure.address(), undone));
      } else {
        report(entry.getKey(), failures);
        failures.forEach(failure -> done.add(failure.address().unique));
      }
    }
  }

  /** A failure that nobody can be told of. */
  private void untold(Address address, Set<Address> undone) {
    if (mayIgnore(address)) {
      desk.log().main(mail.id(), new DeliveryLine(address).ignored(desk.log()));
      done.add(address.unique);
    } else {
      freeze = true;
      undone.add(address);
    }
  }

  private void report(String to, List<Misfortune> failures)
      throws IOException, InterruptedException {
    List<Misfortune> wanted = new ArrayList<>();
    for (Misfortune failure : failures) {
      if (wants(failure, DsnRequest.Notify.FAILURE)) {
        wanted.add(failure);
      } else {
        desk.log()
            .main(
                mail.id(),
                failure.address().address()
                    + ": error ignored: RFC 3461 DSN, failure notify not requested");
      }
    }
    if (!wanted.isEmpty()) {
      List<String> copies = new ErrorsCopy(policy, view, desk.log()).of(to);
      Compiler compiler = policy.routers().surroundings().compiler();
      desk.reports().bounce(mail, wanted, to, copies, compiler, view);
    }
  }

  /** RFC 3461 §4.1: without NOTIFY, failures and delays are told. */
  private static boolean wants(Misfortune misfortune, DsnRequest.Notify word) {
    Set<DsnRequest.Notify> words = misfortune.address().recipient().dsn().notifications();
    return words.isEmpty() || words.contains(word);
  }

  /**
   * An empty errors_to says that nobody wants to know; a bounce of a bounce is ignored after a
   * time, or when there has been time enough to reach somebody.
   */
  private boolean mayIgnore(Address address) {
    boolean unwanted = address.errorsIgnored || "".equals(address.errorsTo);
    if (!sender.isEmpty() || unwanted || address.retryTimedOut) {
      return true;
    }
    Instant since = mail.frozenSince() != null ? mail.frozenSince() : mail.message().received();
    Duration age = Duration.between(since, desk.clock().instant());
    return age.compareTo(policy.main().value(QueueOptions.IGNORE_BOUNCE_ERRORS_AFTER)) >= 0;
  }

  /**
   * A recipient is done when nothing below it is left, even if its aliases change until the next
   * attempt.
   */
  private List<Recipient> finishedRecipients(Set<Address> undone) {
    Set<String> tops =
        undone.stream().map(address -> address.original().address()).collect(Collectors.toSet());
    List<Recipient> finished =
        mail.waiting().stream().filter(recipient -> !tops.contains(recipient.address())).toList();
    finished.forEach(recipient -> done.add(recipient.address()));
    return finished;
  }

  /** What a redirection with {@code one_time} made and what waits takes its recipient's place. */
  private void replaceOnce(Set<Address> undone, Instant now) throws IOException {
    Set<String> known =
        mail.message().recipients().stream().map(Recipient::address).collect(Collectors.toSet());
    for (Address leaf : undone) {
      Address made = leaf;
      while (made != null && made.onetimeParent == null) {
        made = made.parent();
      }
      Address parent = made == null ? null : made.parent();
      if (made == null || parent == null || !known.add(made.address())) {
        continue;
      }
      String original = String.valueOf(made.onetimeParent);
      Note.Replaced note =
          new Note.Replaced(
              now, parent.address(), original, List.of(made.address()), made.errorsTo);
      desk.queue().note(mail.id(), note);
    }
  }

  private void waits(Set<Address> undone) throws IOException, InterruptedException {
    Instant now = desk.clock().instant();
    if (!mail.hasStoredHeaders()) {
      desk.queue().note(mail.id(), Note.Headers.of(now, mail.message()));
    }
    Instant next = tally.next();
    String hop = tally.parkedAt();
    boolean somethingNew = !done.isEmpty() || !tally.lines().isEmpty() || next != null;
    if (somethingNew) {
      Note note = new Note.Attempt(now, done, tally.lines(), hop == null ? next : null);
      desk.queue().note(mail.id(), note);
    }
    replaceOnce(undone, now);
    String frozen = freeze ? " (delivery error message)" : tally.frozen();
    if (frozen != null) {
      desk.queue().note(mail.id(), new Note.Frozen(now));
      tellFrozen(frozen);
      desk.log().main(mail.id(), "Frozen" + frozen);
      desk.queue().giveBack(mail.id(), new FrozenMail(policy.main()).nextLook(mail, now, now));
      return;
    }
    new WaitingSender(desk, policy, mail, view).send(tally.deferred(), sender);
    // the hop wakes a parked message; the time is for the case that its routing changes meanwhile
    desk.queue().giveBack(mail.id(), hop == null ? next : now.plus(LONGEST_PARKING));
    if (hop != null) {
      hops.park(hop, mail.id());
    }
  }

  /** {@code freeze_tell}; not about reports of our own, which would be an endless tale. */
  private void tellFrozen(String why) throws IOException, InterruptedException {
    String to = policy.main().find(QueueOptions.FREEZE_TELL).orElse("");
    if (to.isBlank() || (mail.connection().local && sender.isEmpty())) {
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append("Message ").append(mail.id().value()).append(" has been frozen");
    text.append(why.replace("\n", " \n").replaceFirst("^( by the system filter): ", "$1.\n"));
    text.append(".\nThe sender is <").append(sender).append(">.\n");
    List<Misfortune> waiting = new ArrayList<>(tally.deferred());
    waiting.addAll(tally.failed());
    if (!waiting.isEmpty()) {
      text.append("\nThe following address(es) have yet to be delivered:\n");
    }
    for (Misfortune one : waiting) {
      Address parent = one.address().parent();
      text.append("  ").append(one.address().address());
      text.append(parent == null ? "" : " <" + parent.address() + ">");
      text.append(one.message().isEmpty() ? "" : ": " + one.message()).append('\n');
    }
    desk.reports()
        .tell(mail.id(), mail.message(), new Notice(to, "Message frozen", text.toString()), view);
  }

  /** Whether the misfortune is one the sender wants to be told of while it lasts. */
  static boolean wantsDelay(Misfortune misfortune) {
    return wants(misfortune, DsnRequest.Notify.DELAY);
  }
}
