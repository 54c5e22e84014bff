// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a response is worth for one certificate at one time. */
sealed interface Judgement {
  /**
   * The certificate is good; for how long, is told by {@code nextUpdate}, null when open.
   *
   * @param thisUpdate since when
   */
  record Good(Instant thisUpdate, @Nullable Instant nextUpdate) implements Judgement {}

  /**
   * The certificate is revoked.
   *
   * @param reason in the words of RFC 5280 §5.3.1, empty when none is told
   */
  record Revoked(Instant thisUpdate, @Nullable Instant nextUpdate, String reason)
      implements Judgement {}

  /** The responder, whose response it really is, does not know the certificate. */
  record Unknown() implements Judgement {}

  /** The response is for other certificates only. */
  record Elsewhere() implements Judgement {}

  /** The response is too old, or not valid yet; {@code why} is for the log. */
  record Untimely(String why) implements Judgement {}

  /** Nobody with a right to say so signed it; {@code why} is for the log. */
  record Unverifiable(String why) implements Judgement {}
}
