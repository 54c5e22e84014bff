// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.InHand;
import org.ostler.core.mail.Situation;

/**
 * Tells the event {@code dns:fail} of each lookup without records, for what the thread has in hand.
 * Safe for many threads.
 */
final class FailedLookups {
  private final Supplier<Situation> nothing;

  /** {@code nothing} is the view of lookups that belong to no mail. */
  FailedLookups(Supplier<Situation> nothing) {
    this.nothing = nothing;
  }

  void tell(String name, RecordType type, Answer answer) throws InterruptedException {
    String reason = reason(answer);
    if (reason == null) {
      return;
    }
    InHand known = InHand.now();
    InHand hand = known == null ? InHand.of(nothing.get()) : known;
    Situation view = hand.situation();
    if (hand.quiet() || !view.events().areHeard()) {
      return;
    }
    // An action that asks the DNS itself would be told of its own failures without end.
    try (var _ = hand.quietly().take()) {
      String data = reason + ":" + name.replace(":", "::") + ":" + type.wireName();
      view.events().tell(Happening.after("dns:fail", data, hand.part()), view);
    }
  }

  // Exim's names, since actions compare with them.
  private static @Nullable String reason(Answer answer) {
    return switch (answer) {
      case Answer.Records _ -> null;
      case Answer.NoData _ -> "DNS_NODATA";
      case Answer.NoSuchName _ -> "DNS_NOMATCH";
      case Answer.TryAgain _ -> "DNS_AGAIN";
    };
  }
}
