// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.spool.NoSuchMessage;
import org.ostler.core.queue.Dispatch;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.queue.QueuedMail;

/**
 * Which messages a queue run takes.
 *
 * @param queue the named queue, empty for the usual one
 * @param force 1 without regard to retry times, 2 frozen messages as well
 * @param firstOnly only those that were never tried
 * @param localOnly deliveries to other hosts wait
 * @param recipients a recipient that still waits has to pass, null for any
 * @param sender the sender has to pass, null for any
 * @param from the first, null for the oldest
 * @param to the last, null for the newest
 * @param detail for the log
 */
record QueueSelection(
    String queue,
    int force,
    boolean firstOnly,
    boolean localOnly,
    @Nullable Predicate<String> recipients,
    @Nullable Predicate<String> sender,
    @Nullable QueueId from,
    @Nullable QueueId to,
    String detail) {
  static final QueueSelection ALL =
      new QueueSelection("", 0, false, false, null, null, null, null, "");

  QueueSelection in(String name) {
    return new QueueSelection(
        name, force, firstOnly, localOnly, recipients, sender, from, to, detail);
  }

  QueueSelection forced(int level) {
    return new QueueSelection(
        queue, Math.max(force, level), firstOnly, localOnly, recipients, sender, from, to, detail);
  }

  QueueSelection firstOnly(boolean only) {
    return new QueueSelection(
        queue, force, firstOnly || only, localOnly, recipients, sender, from, to, detail);
  }

  QueueSelection localOnly(boolean only) {
    return new QueueSelection(
        queue, force, firstOnly, localOnly || only, recipients, sender, from, to, detail);
  }

  QueueSelection recipients(Predicate<String> test) {
    return new QueueSelection(queue, force, firstOnly, localOnly, test, sender, from, to, detail);
  }

  QueueSelection sender(Predicate<String> test) {
    return new QueueSelection(
        queue, force, firstOnly, localOnly, recipients, test, from, to, detail);
  }

  QueueSelection between(QueueId first, @Nullable QueueId last) {
    return new QueueSelection(
        queue, force, firstOnly, localOnly, recipients, sender, first, last, detail);
  }

  QueueSelection saying(String more) {
    String all = detail.isEmpty() || more.isEmpty() ? detail + more : detail + " " + more;
    return new QueueSelection(
        queue, force, firstOnly, localOnly, recipients, sender, from, to, all);
  }

  /** The messages, each with the reason that its delivery gets. */
  Map<QueueId, Dispatch.Reason> choose(MessageQueue all) throws IOException {
    Map<QueueId, Dispatch.Reason> chosen = new TreeMap<>();
    boolean look = force == 1 || firstOnly || recipients != null || sender != null;
    for (QueueId id : all.all(queue)) {
      if ((from != null && id.compareTo(from) < 0) || (to != null && id.compareTo(to) > 0)) {
        continue;
      }
      if (!look) {
        chosen.put(id, reason(force > 0));
        continue;
      }
      try {
        QueuedMail mail = all.open(id);
        if (takes(mail)) {
          chosen.put(id, reason(mail));
        }
      } catch (NoSuchMessage delivered) {
        continue;
      }
    }
    return chosen;
  }

  private boolean takes(QueuedMail mail) {
    if (firstOnly && mail.triedBefore()) {
      return false;
    }
    ReversePath path = mail.message().sender();
    if (sender != null && !sender.test(path == null ? "" : path.address())) {
      return false;
    }
    return recipients == null
        || mail.waiting().stream().anyMatch(recipient -> recipients.test(recipient.address()));
  }

  /** A single f leaves frozen messages alone: their delivery finds them frozen and says so. */
  private Dispatch.Reason reason(QueuedMail mail) {
    boolean forced = force == 2 || (force == 1 && mail.frozenSince() == null);
    return reason(forced);
  }

  private Dispatch.Reason reason(boolean forced) {
    if (forced) {
      return localOnly ? Dispatch.Reason.FORCED_LOCAL : Dispatch.Reason.FORCED;
    }
    return localOnly ? Dispatch.Reason.LOCAL_RUN : Dispatch.Reason.QUEUE_RUN;
  }
}
