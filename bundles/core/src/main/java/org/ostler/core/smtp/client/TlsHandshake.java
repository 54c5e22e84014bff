// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;
import org.ostler.api.tls.Associations;
import org.ostler.api.tls.Associations.Finding;
import org.ostler.api.tls.CertificateWatch;
import org.ostler.api.tls.ClientTerms;
import org.ostler.api.tls.Demand;
import org.ostler.api.tls.PeerVerifier;
import org.ostler.api.tls.PeerVerifier.Verdict;
import org.ostler.api.tls.StapleCheck;
import org.ostler.api.tls.StapleVerifier;
import org.ostler.api.tls.TlsEngine;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsSession;
import org.ostler.api.tls.TlsStreams;
import org.ostler.api.transport.Cause;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.OutgoingTls;
import org.ostler.core.mail.Situation;

/** Puts a connection under TLS on behalf of one mail. One thread. */
final class TlsHandshake {
  private final Features features;
  private final Settings settings;
  private final Situation situation;
  private final Log log;

  TlsHandshake(Features features, Settings settings, Situation situation, Log log) {
    this.features = features;
    this.settings = settings;
    this.situation = situation;
    this.log = log;
  }

  /** A connection under TLS, and what {@code $tls_out_...} tell of it. */
  record Secured(SecuredStream stream, OutgoingTls facts) {}

  /** How the engine ended. */
  private sealed interface End {
    record Streams(TlsStreams streams) implements End {}

    record Failure(TlsFailure failure) implements End {}

    record Absent(String sentence) implements End {}
  }

  /** Shakes hands as the dialog's security asks. Whatever goes wrong, the stream is of no use. */
  Secured run(TcpStream plain, Dialog dialog) throws HostFailure {
    Security security = dialog.security();
    situation.tlsOut = facts(security, null, null);
    plain.writeUntil(System.nanoTime() + dialog.commandTimeout().toNanos());
    try {
      return switch (shakeHands(plain, dialog)) {
        case End.Streams end -> {
          OutgoingTls facts = facts(security, end.streams().session(), null);
          situation.tlsOut = facts;
          yield new Secured(new SecuredStream(plain, end.streams()), facts);
        }
        case End.Failure end -> throw failed(String.valueOf(end.failure().getMessage()));
        case End.Absent end -> throw failed(end.sentence());
      };
    } catch (InterruptedException stop) {
      // Whoever catches the failure sees the mark and stops.
      Thread.currentThread().interrupt();
      throw new HostFailure(Cause.LOST_CONNECTION, "stopped while starting TLS");
    } finally {
      plain.written();
    }
  }

  private static HostFailure failed(String reason) {
    return new HostFailure(Cause.TLS_FAILED, "TLS session: " + ReplyText.printing(reason));
  }

  private End shakeHands(TcpStream plain, Dialog dialog) throws InterruptedException, HostFailure {
    Security security = dialog.security();
    StapleCheck staples = security.staples() ? staples() : null;
    if (security.staplesRequired() && staples == null) {
      // Nothing is wrong with the host: this mail waits for the feature, and does not go in clear.
      throw new HostFailure(
          Cause.TLS_REQUIRED,
          "a proof by OCSP is required by hosts_require_ocsp, but no feature here judges them");
    }
    ClientTerms terms =
        new ClientTerms(
            security.crypto(),
            security.keys(),
            security.demand(),
            verifier(security),
            watch(security),
            security.sni(),
            security.alpn(),
            security.alpnRequired(),
            security.resumes() ? dialog.sessionName() : null,
            staples,
            security.staplesRequired(),
            dialog.commandTimeout());
    return features
        .guard()
        .<TlsEngine, End>call(
            features.contributions().tlsEngines,
            Contributions.TLS,
            lease -> connect(lease.contribution(), plain, terms),
            End.Absent::new);
  }

  private static End connect(TlsEngine engine, TcpStream plain, ClientTerms terms)
      throws InterruptedException {
    try {
      return new End.Streams(engine.connect(plain, terms));
    } catch (TlsFailure failure) {
      return new End.Failure(failure);
    }
  }

  private @Nullable StapleCheck staples() throws InterruptedException {
    Contributions contributions = features.contributions();
    if (!contributions.stapleVerifiers.isExpected(Contributions.OCSP)) {
      return null;
    }
    StapleCheck check =
        features
            .guard()
            .<StapleVerifier, @Nullable StapleCheck>call(
                contributions.stapleVerifiers,
                Contributions.OCSP,
                lease -> lease.contribution().check(situation),
                sentence -> null);
    return check == null ? null : logging(check);
  }

  private StapleCheck logging(StapleCheck check) {
    return (responses, sent, path) -> {
      StapleCheck.Finding finding = check.judge(responses, sent, path);
      String reason = finding.reason();
      if (reason != null) {
        log.main(situation.envelope().queueId(), reason);
      }
      return finding;
    };
  }

  private PeerVerifier verifier(Security security) {
    Security.Dane dane = security.dane();
    Finding.Published published = dane == null ? null : dane.published();
    return dane == null || published == null
        ? new PeerVerifier.Ordinary(security.trust(), security.name())
        : new PeerVerifier.By(sent -> judge(published, dane.names(), sent));
  }

  private Verdict judge(Finding.Published published, List<String> names, List<X509Certificate> sent)
      throws InterruptedException {
    return features
        .guard()
        .<Associations, Verdict>call(
            features.contributions().associations,
            Contributions.DANE,
            lease -> lease.contribution().judge(published, names, sent),
            Verdict.Distrusted::new);
  }

  /** Tells of each certificate that was found good, and heeds objections. */
  private CertificateWatch watch(Security security) {
    if (security.demand() == Demand.NOTHING || !situation.events().areHeard()) {
      return CertificateWatch.NONE;
    }
    return (certificate, depth) -> {
      situation.tlsOut = facts(security, null, certificate);
      Happening happening = Happening.before("tls:cert", Integer.toString(depth), settings);
      String objection = situation.events().tell(happening, situation);
      if (objection.isEmpty()) {
        return null;
      }
      log.main(
          situation.envelope().queueId(),
          "SSL verify denied by event-action: depth=%d: %s".formatted(depth, objection));
      return requireNonNull(objection);
    };
  }

  private static OutgoingTls facts(
      Security security, @Nullable TlsSession session, @Nullable X509Certificate shown) {
    return new OutgoingTls(
        session, security.sni(), security.tlsaUsages(), security.tlsaUsages() != 0, shown);
  }
}
