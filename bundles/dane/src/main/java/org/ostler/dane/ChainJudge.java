// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ostler.api.tls.CertificateNames;
import org.ostler.api.tls.PeerVerifier.Verdict;

/** Judges certificates by TLSA records (RFC 7671 §5). Safe for many threads. */
final class ChainJudge {
  // The search for a path grows with what a hostile server sends.
  private static final int MOST = 12;
  private static final List<String> SERVER_PURPOSES = List.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

  private final InstantSource clock;

  ChainJudge(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Judges.
   *
   * @param names one of which a certificate under a trust anchor must have
   * @param sent the server's own certificate, then others in any order
   */
  Verdict judge(TlsaRecords records, List<String> names, List<X509Certificate> sent) {
    X509Certificate own = sent.getFirst();
    // RFC 7671 §5.1: neither names nor times of the certificate count, its records say both.
    if (records.of(TlsaRecord.END_ENTITY).stream().anyMatch(record -> record.matches(own))) {
      return new Verdict.Trusted(List.of(own));
    }
    List<TlsaRecord> anchors = records.of(TlsaRecord.TRUST_ANCHOR);
    return anchors.isEmpty()
        ? new Verdict.Distrusted("no TLSA record matches the certificate")
        : underAnchor(anchors, names, sent.subList(0, Math.min(MOST, sent.size())));
  }

  private Verdict underAnchor(
      List<TlsaRecord> records, List<String> names, List<X509Certificate> sent) {
    X509Certificate own = sent.getFirst();
    Set<TrustAnchor> anchors = anchors(records, sent);
    if (anchors.isEmpty()) {
      return new Verdict.Distrusted("no TLSA record matches a certificate of the chain");
    }
    List<X509Certificate> path;
    try {
      path = path(anchors, sent);
    } catch (GeneralSecurityException without) {
      return new Verdict.Distrusted(
          "no path from the certificate to a trust anchor of the TLSA records: "
              + without.getMessage());
    }
    if (!isForServers(own)) {
      return new Verdict.Distrusted("the certificate is not for servers");
    }
    return names.stream().anyMatch(name -> CertificateNames.match(own, name))
        ? new Verdict.Trusted(path)
        : new Verdict.Distrusted("the certificate is not for " + String.join(" or ", names));
  }

  /**
   * The anchors: certificates of the chain but the server's own that a record matches, and what
   * records have whole, which need not be sent (RFC 7671 §5.2.2).
   */
  private static Set<TrustAnchor> anchors(List<TlsaRecord> records, List<X509Certificate> sent) {
    Set<TrustAnchor> anchors = new HashSet<>();
    for (TlsaRecord record : records) {
      for (X509Certificate certificate : sent.subList(1, sent.size())) {
        if (record.matches(certificate) && !certificate.equals(sent.getFirst())) {
          anchors.add(new TrustAnchor(certificate, null));
        }
      }
      X509Certificate whole = record.certificate();
      if (whole != null && !whole.equals(sent.getFirst())) {
        anchors.add(new TrustAnchor(whole, null));
      }
      PublicKey key = record.key();
      if (key != null) {
        for (X509Certificate certificate : sent) {
          // A key has no name: that of the issuer of whatever it signed.
          if (isSigned(certificate, key)) {
            anchors.add(new TrustAnchor(certificate.getIssuerX500Principal(), key, null));
          }
        }
      }
    }
    return anchors;
  }

  private static boolean isSigned(X509Certificate certificate, PublicKey key) {
    try {
      certificate.verify(key);
      return true;
    } catch (GeneralSecurityException not) {
      return false;
    }
  }

  /** RFC 5280 §6, without lists of revoked certificates: who revokes takes the record away. */
  private List<X509Certificate> path(Set<TrustAnchor> anchors, List<X509Certificate> sent)
      throws GeneralSecurityException {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(sent.getFirst());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.setRevocationEnabled(false);
    parameters.setMaxPathLength(MOST);
    Date now = Date.from(clock.instant());
    parameters.setDate(now);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(sent)));
    PKIXCertPathBuilderResult result =
        (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    List<X509Certificate> path = new ArrayList<>();
    for (var certificate : result.getCertPath().getCertificates()) {
      path.add((X509Certificate) certificate);
    }
    X509Certificate anchor = result.getTrustAnchor().getTrustedCert();
    if (anchor != null) {
      inTime(anchor, now);
      path.add(anchor);
    }
    return path;
  }

  /** The path's own rules leave out the anchor. */
  private static void inTime(X509Certificate anchor, Date now) throws CertificateException {
    anchor.checkValidity(now);
  }

  private static boolean isForServers(X509Certificate certificate) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null || purposes.stream().anyMatch(SERVER_PURPOSES::contains);
    } catch (CertificateParsingException malformed) {
      return false;
    }
  }
}
