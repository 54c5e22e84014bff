// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proofs that the server fetches by itself, for each certificate that it is asked to show. A
 * session only ever takes what is there; fetching is done on threads of its own. What nobody asked
 * for during a week is forgotten. Safe for many threads.
 */
final class FetchedStaples implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FetchedStaples.class);
  private static final Duration UNWANTED = Duration.ofDays(7);
  private static final Duration LONGEST_NAP = Duration.ofMinutes(1);
  private static final int AT_ONCE = 4;
  private static final int LIMIT = 1000;

  private final Path directory;
  private final InstantSource clock;
  private final Renewal renewal;
  private final Responder responder = new Responder();
  private final Semaphore fetches = new Semaphore(AT_ONCE);
  private final Map<X509Certificate, FetchedStaple> staples = new ConcurrentHashMap<>();
  private final Map<X509Certificate, String> refused = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Fetches.
   *
   * @param directory where proofs are kept; made when the first comes
   */
  FetchedStaples(Path directory, InstantSource clock, RandomGenerator random) {
    this.directory = directory;
    this.clock = clock;
    this.renewal = new Renewal(random);
  }

  /**
   * The proof of the first certificate of a chain; null when none is there yet, or none is good any
   * more. From the first question on the proof is kept fresh.
   */
  byte @Nullable [] staple(List<X509Certificate> chain) {
    X509Certificate certificate = chain.getFirst();
    FetchedStaple staple = staples.get(certificate);
    if (staple == null && !refused.containsKey(certificate)) {
      staple = begin(Subject.at(0, chain));
    }
    return staple == null ? null : staple.current(clock.instant());
  }

  private synchronized @Nullable FetchedStaple begin(Subject subject) {
    X509Certificate certificate = subject.certificate();
    FetchedStaple known = staples.get(certificate);
    if (known != null || staples.size() >= LIMIT) {
      return known;
    }
    URI uri = Responder.named(certificate);
    String objection = null;
    if (uri == null) {
      objection = "it names no responder";
    } else if (subject.issuer() == null) {
      objection = "its issuer's certificate does not follow it in its file";
    }
    if (uri == null || objection != null) {
      refuse(certificate, String.valueOf(objection));
      return null;
    }
    Instant now = clock.instant();
    Path file = directory.resolve(fingerprint(certificate) + ".der");
    FetchedStaple staple = new FetchedStaple(subject, uri, file, renewal, now);
    staple.load(now);
    staples.put(certificate, staple);
    threads.execute(() -> keepFresh(certificate, staple));
    return staple;
  }

  private void refuse(X509Certificate certificate, String objection) {
    if (refused.size() >= LIMIT) {
      refused.clear();
    }
    refused.put(certificate, objection);
    LOG.warn(
        "No OCSP proof is fetched for {}: {}",
        certificate.getSubjectX500Principal().getName(),
        objection);
  }

  private void keepFresh(X509Certificate certificate, FetchedStaple staple) {
    try {
      while (!staple.isUnwantedSince(clock.instant().minus(UNWANTED))) {
        Duration rest = Duration.between(clock.instant(), staple.due());
        if (rest.isPositive()) {
          // Short naps, since clocks are set and machines sleep.
          Thread.sleep(rest.compareTo(LONGEST_NAP) < 0 ? rest : LONGEST_NAP);
        } else {
          renew(staple);
        }
      }
      staples.remove(certificate);
      staple.forget();
    } catch (InterruptedException e) {
      // The feature goes; the proof stays on disk for its next version.
      Thread.currentThread().interrupt();
    }
  }

  private void renew(FetchedStaple staple) throws InterruptedException {
    fetches.acquire();
    try {
      staple.renew(responder, clock.instant());
    } finally {
      fetches.release();
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops fetching. */
  @Override
  public void close() {
    threads.shutdownNow();
    responder.close();
    threads.close();
  }
}
