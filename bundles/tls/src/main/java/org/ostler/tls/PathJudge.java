// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.CertificateNames;
import org.ostler.api.tls.PeerVerifier.Verdict;

/** Judges certificates in the ordinary way (RFC 5280 §6). Safe for many threads. */
final class PathJudge {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String ANY = "2.5.29.37.0";

  private final InstantSource clock;

  PathJudge(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Judges.
   *
   * @param host the name that must be in a server's certificate; null for any
   * @param server whether it is a server's
   */
  Verdict judge(
      List<X509Certificate> sent, Anchors anchors, @Nullable String host, boolean server) {
    X509Certificate own = sent.getFirst();
    if (!isFor(own, server ? SERVER : CLIENT)) {
      return invalid("not for a " + (server ? "server" : "client"));
    }
    if (host != null && !CertificateNames.match(own, host)) {
      return new Verdict.Distrusted("certificate name mismatch");
    }
    if (anchors.certificates().contains(own)) {
      return ownAnchor(own);
    }
    try {
      return new Verdict.Trusted(path(sent, anchors));
    } catch (CertPathBuilderException e) {
      return invalid(reason(e));
    } catch (GeneralSecurityException e) {
      return invalid(String.valueOf(e.getMessage()));
    }
  }

  private Verdict ownAnchor(X509Certificate own) {
    try {
      own.checkValidity(Date.from(clock.instant()));
      return new Verdict.Trusted(List.of(own));
    } catch (CertificateException e) {
      return invalid("expired or not yet valid");
    }
  }

  private static Verdict invalid(String why) {
    return new Verdict.Distrusted("certificate invalid (" + why + ")");
  }

  private List<X509Certificate> path(List<X509Certificate> sent, Anchors anchors)
      throws GeneralSecurityException {
    if (anchors.anchors().isEmpty()) {
      throw new GeneralSecurityException("nobody is trusted");
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(sent.getFirst());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors.anchors(), target);
    parameters.addCertStore(store(sent));
    parameters.setDate(Date.from(clock.instant()));
    parameters.setRevocationEnabled(anchors.crlWanted());
    CertPathBuilder builder = CertPathBuilder.getInstance("PKIX");
    if (anchors.crlWanted()) {
      parameters.addCertStore(store(anchors.crls()));
      PKIXRevocationChecker checker = (PKIXRevocationChecker) builder.getRevocationChecker();
      checker.setOptions(
          EnumSet.of(
              PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
      parameters.addCertPathChecker(checker);
    }
    PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult) builder.build(parameters);
    List<X509Certificate> path = new ArrayList<>();
    for (Certificate certificate : result.getCertPath().getCertificates()) {
      path.add((X509Certificate) certificate);
    }
    path.add(result.getTrustAnchor().getTrustedCert());
    return path;
  }

  private static CertStore store(List<?> contents) throws GeneralSecurityException {
    return CertStore.getInstance("Collection", new CollectionCertStoreParameters(contents));
  }

  private static String reason(CertPathBuilderException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathValidatorException it && it.getReason() != null) {
        if (it.getReason() instanceof CertPathValidatorException.BasicReason known) {
          return switch (known) {
            case EXPIRED -> "expired";
            case NOT_YET_VALID -> "not yet valid";
            case REVOKED -> "revoked";
            case UNDETERMINED_REVOCATION_STATUS -> "no list of revoked certificates for it";
            case INVALID_SIGNATURE -> "wrong signature";
            case ALGORITHM_CONSTRAINED -> "insecure algorithm";
            case UNSPECIFIED -> "no path to a trusted issuer";
          };
        }
      }
    }
    return "unknown issuer";
  }

  private static boolean isFor(X509Certificate certificate, String purpose) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null || purposes.contains(purpose) || purposes.contains(ANY);
    } catch (CertificateException _) {
      return false;
    }
  }
}
