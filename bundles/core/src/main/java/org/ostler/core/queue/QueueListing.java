// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;

/** The lines of {@code -bp}, as Exim writes them: scripts cut them at fixed columns. */
final class QueueListing {
  /** Which recipients are shown. */
  enum Detail {
    /** All, those that are done with a D. */
    ALL,
    /** Those that wait. */
    WAITING,
    /** All, and the addresses that aliases made of them and that are done. */
    GENERATED
  }

  private QueueListing() {}

  static String entry(QueuedMail mail, Detail detail, Instant now) {
    StringBuilder text = new StringBuilder();
    Duration age = Duration.between(mail.message().received(), now);
    ReversePath sender = mail.message().sender();
    text.append(age(age)).append(' ').append(size(mail.message().size)).append(' ');
    text.append(mail.id()).append(" <").append(sender == null ? "" : sender.address()).append('>');
    text.append(mail.frozenSince() == null ? "\n" : " *** frozen ***\n");
    for (Recipient recipient : mail.message().recipients()) {
      boolean done = mail.isDone(recipient.address());
      if (!done || detail != Detail.WAITING) {
        text.append(done ? "        D " : "          ").append(recipient.address()).append('\n');
      }
    }
    if (detail == Detail.GENERATED) {
      mail.done().stream()
          .filter(address -> isGenerated(mail, address))
          .sorted()
          .forEach(address -> text.append("       +D ").append(address).append('\n'));
    }
    return text.append('\n').toString();
  }

  private static boolean isGenerated(QueuedMail mail, String address) {
    return mail.message().recipients().stream()
        .noneMatch(recipient -> recipient.address().equals(address));
  }

  private static String age(Duration age) {
    long count = age.toMinutes();
    if (count <= 90) {
      return "%2dm".formatted(count);
    }
    count = (count + 30) / 60;
    if (count <= 72) {
      return "%2dh".formatted(count);
    }
    return "%2dd".formatted((count + 12) / 24);
  }

  static String size(long octets) {
    if (octets == 0) {
      return "     ";
    } else if (octets < 1024) {
      return "%5d".formatted(octets);
    } else if (octets < 10 * 1024) {
      return String.format(Locale.ROOT, "%4.1fK", octets / 1024.0);
    } else if (octets < 1024 * 1024) {
      return "%4dK".formatted((octets + 512) / 1024);
    } else if (octets < 10 * 1024 * 1024) {
      return String.format(Locale.ROOT, "%4.1fM", octets / 1048576.0);
    }
    return "%4dM".formatted((octets + 512 * 1024) / 1048576);
  }
}
