// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.CertificateWatch;
import org.ostler.api.tls.PeerVerifier;
import org.ostler.api.tls.PeerVerifier.Verdict;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.Trust;

/** Has a peer's certificates judged, and those who watch hear of it. */
record Judging(Files files, Trouble trouble) {
  /** Judges in the ordinary way; the facts say what came out. Answers the path, empty for none. */
  List<X509Certificate> ordinary(
      SessionFacts facts,
      Trust trust,
      @Nullable String host,
      boolean server,
      CertificateWatch watch)
      throws IOException, InterruptedException {
    try {
      return settled(
          facts,
          files.judge().judge(facts.peerCertificates, files.anchors(trust), host, server),
          watch);
    } catch (TlsFailure e) {
      throw trouble.failed(e, AlertDescription.internal_error);
    }
  }

  /** The same by whoever is to judge a server. */
  List<X509Certificate> server(SessionFacts facts, PeerVerifier verifier, CertificateWatch watch)
      throws IOException, InterruptedException {
    return switch (verifier) {
      case PeerVerifier.Ordinary it -> ordinary(facts, it.trust(), it.host(), true, watch);
      case PeerVerifier.By it -> settled(facts, it.judge().judge(facts.peerCertificates), watch);
    };
  }

  private static List<X509Certificate> settled(
      SessionFacts facts, Verdict verdict, CertificateWatch watch) throws InterruptedException {
    return switch (verdict) {
      case Verdict.Distrusted it -> {
        facts.verified = false;
        facts.verifyError = it.reason();
        yield List.of();
      }
      case Verdict.Trusted it -> {
        String veto = veto(it.path(), watch);
        facts.verified = veto == null;
        facts.verifyError = veto;
        yield veto == null ? it.path() : List.of();
      }
    };
  }

  private static @Nullable String veto(List<X509Certificate> path, CertificateWatch watch)
      throws InterruptedException {
    for (int depth = path.size() - 1; depth >= 0; depth--) {
      String veto = watch.judged(path.get(depth), depth);
      if (veto != null) {
        return veto;
      }
    }
    return null;
  }
}
