// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ostler.ocsp.OcspResponse.Single;
import org.ostler.ocsp.OcspResponse.State;

/**
 * Judges responses as RFC 6960 §3.2 wants it: the certificate that it is about, its signature, the
 * signer's authority, and its times. Whether the issuer itself is trusted is for the chain's
 * verification, not for this. Stateless.
 */
final class ResponseVerifier {
  /** How far clocks may differ; Exim's. */
  static final Duration SKEW = Duration.ofMinutes(5);

  /**
   * How old a response without a next update may be. RFC 6960 leaves it open; this is GnuTLS's, and
   * so Exim's.
   */
  static final Duration OPEN_ENDED = Duration.ofDays(3);

  private ResponseVerifier() {}

  /** Judges what a response says of a certificate. */
  static Judgement judge(OcspResponse response, Subject subject, Instant now) {
    Single single = response.about(subject);
    if (single == null) {
      return new Judgement.Elsewhere();
    }
    String unsigned = ResponseSigner.objection(response, subject.issuer(), now);
    return unsigned == null ? judge(single, now) : new Judgement.Unverifiable(unsigned);
  }

  /** Judges what is said, whoever says so. */
  static Judgement judge(Single single, Instant now) {
    String untimely = untimely(single, now);
    if (untimely != null) {
      return new Judgement.Untimely(untimely);
    }
    return switch (single.state()) {
      case State.Good() -> new Judgement.Good(single.thisUpdate(), single.nextUpdate());
      case State.Revoked(String reason) ->
          new Judgement.Revoked(single.thisUpdate(), single.nextUpdate(), reason);
      case State.Unknown() -> new Judgement.Unknown();
    };
  }

  /** Why a response's times are not those of now; null when they are (RFC 6960 §4.2.2.1). */
  static @Nullable String untimely(Single single, Instant now) {
    Instant next = single.nextUpdate();
    if (single.thisUpdate().isAfter(now.plus(SKEW))) {
      return "not valid before " + single.thisUpdate();
    }
    if (next == null) {
      return single.thisUpdate().isBefore(now.minus(OPEN_ENDED))
          ? "without next update, and of " + single.thisUpdate()
          : null;
    }
    if (next.isBefore(single.thisUpdate())) {
      return "its next update, " + next + ", comes before itself";
    }
    return next.isBefore(now.minus(SKEW)) ? "expired at " + next : null;
  }
}
