// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.queue.QueueOptions;
import org.ostler.core.queue.QueuedMail;

/** What becomes of frozen messages as time goes by. */
final class FrozenMail {
  /** What to do with one now. */
  enum Fate {
    /** Leave it. */
    STAYS,
    /** It is a bounce whose failures are ignored by now. */
    ERRMSG_TIMER,
    /** {@code auto_thaw}. */
    AUTO_THAW,
    /** {@code timeout_frozen_after}: its recipients fail. */
    TIMEOUT
  }

  private final Settings main;

  FrozenMail(Settings main) {
    this.main = main;
  }

  Fate fate(QueuedMail mail, Instant now) {
    Instant since = mail.frozenSince();
    if (since == null) {
      return Fate.STAYS;
    }
    if (isOver(QueueOptions.TIMEOUT_FROZEN_AFTER, since, now)) {
      return Fate.TIMEOUT;
    }
    if (isBounce(mail) && isOver(QueueOptions.IGNORE_BOUNCE_ERRORS_AFTER, since, now)) {
      return Fate.ERRMSG_TIMER;
    }
    return isOver(QueueOptions.AUTO_THAW, since, now) && !mail.thawedManually()
        ? Fate.AUTO_THAW
        : Fate.STAYS;
  }

  private static boolean isBounce(QueuedMail mail) {
    ReversePath sender = mail.message().sender();
    return sender == null || sender.isNull();
  }

  private boolean isOver(Option<Duration> option, Instant since, Instant now) {
    Optional<Duration> limit = main.find(option).filter(Duration::isPositive);
    return limit.isPresent() && !since.plus(limit.get()).isAfter(now);
  }

  /**
   * When a message that is frozen is worth the next look; null when only an administrator can help.
   */
  @Nullable Instant nextLook(QueuedMail mail, Instant since, Instant now) {
    Instant next = null;
    for (Option<Duration> option :
        List.of(
            QueueOptions.TIMEOUT_FROZEN_AFTER,
            QueueOptions.AUTO_THAW,
            QueueOptions.IGNORE_BOUNCE_ERRORS_AFTER)) {
      boolean concerns = option != QueueOptions.IGNORE_BOUNCE_ERRORS_AFTER || isBounce(mail);
      Optional<Duration> limit = main.find(option).filter(Duration::isPositive);
      if (concerns && limit.isPresent()) {
        Instant at = since.plus(limit.get());
        boolean sooner = next == null || at.isBefore(next);
        next = at.isAfter(now) && sooner ? at : next;
      }
    }
    return next;
  }
}
