// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.mail.MailView;
import org.ostler.api.tls.OcspState;
import org.ostler.api.tls.StapleCheck;
import org.ostler.api.tls.StapleCheck.Finding;
import org.ostler.api.tls.StapleVerifier;
import org.ostler.ocsp.OcspResponse.Unreadable;

/**
 * Judges the proofs that servers send to our client. All that came must be good, that of the
 * server's own certificate must have come, and the chain must have been verified: a proof by an
 * authority that nobody trusts proves nothing. The sentences for the log are Exim's.
 */
@Component
public final class OcspVerifier implements StapleVerifier {
  private final InstantSource clock;

  /** Judges by the system's clock. */
  @Activate
  public OcspVerifier() {
    this(InstantSource.system());
  }

  OcspVerifier(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public StapleCheck check(MailView delivery) {
    return this::judge;
  }

  private Finding judge(
      Map<Integer, byte[]> responses, List<X509Certificate> sent, List<X509Certificate> path) {
    if (!responses.containsKey(0) || sent.isEmpty()) {
      return new Finding(OcspState.NO_RESPONSE, null);
    }
    List<X509Certificate> known = new ArrayList<>(path);
    known.addAll(sent);
    for (Map.Entry<Integer, byte[]> response : responses.entrySet()) {
      int place = response.getKey();
      String objection =
          place < 0 || place >= sent.size()
              ? "parse error: for no certificate"
              : objection(response.getValue(), subject(sent.get(place), known));
      if (objection != null) {
        return new Finding(OcspState.FAILED, objection);
      }
    }
    return new Finding(path.isEmpty() ? OcspState.NOT_VERIFIED : OcspState.VERIFIED, null);
  }

  private static Subject subject(X509Certificate certificate, List<X509Certificate> known) {
    List<X509Certificate> chain = new ArrayList<>(known);
    chain.addFirst(certificate);
    return Subject.at(0, chain);
  }

  private @Nullable String objection(byte[] encoded, Subject subject) {
    try {
      OcspResponse response = OcspResponse.read(encoded);
      return switch (ResponseVerifier.judge(response, subject, clock.instant())) {
        case Judgement.Good _ -> null;
        case Judgement.Revoked(_, _, String reason) ->
            "Server certificate revoked" + (reason.isEmpty() ? "" : "; reason: " + reason);
        case Judgement.Unknown _ -> "Server certificate status unknown, in OCSP stapling";
        case Judgement.Untimely(String why) -> "Server OCSP dates invalid: " + why;
        case Judgement.Elsewhere _ -> unverifiable("it is for another certificate");
        case Judgement.Unverifiable(String why) -> unverifiable(why);
      };
    } catch (Unreadable e) {
      return "Received TLS cert status response, " + e.getMessage();
    }
  }

  private static String unverifiable(String why) {
    return "Received TLS cert status response, itself unverifiable: " + why;
  }
}
