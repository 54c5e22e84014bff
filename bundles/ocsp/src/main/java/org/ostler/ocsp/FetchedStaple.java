// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ostler.ocsp.OcspResponse.Single;
import org.ostler.ocsp.OcspResponse.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proof of one certificate, fetched from its responder and kept in a file. Sessions read it;
 * one thread at a time renews it.
 */
final class FetchedStaple {
  private static final Logger LOG = LoggerFactory.getLogger(FetchedStaple.class);

  private final Subject subject;
  private final URI responder;
  private final Path file;
  private final Renewal renewal;
  private volatile @Nullable Proof proof;
  private volatile Instant asked;
  private volatile Instant due;
  private int failures;

  /** A proof that was verified, with the end of its life. */
  private record Proof(byte[] encoded, Instant thisUpdate, Instant nextUpdate) {}

  FetchedStaple(Subject subject, URI responder, Path file, Renewal renewal, Instant now) {
    this.subject = subject;
    this.responder = responder;
    this.file = file;
    this.renewal = renewal;
    this.asked = now;
    this.due = now;
  }

  /** The octets to send at this time; null when there is no proof, or none that is still good. */
  byte @Nullable [] current(Instant now) {
    asked = now;
    Proof last = proof;
    return last == null || last.nextUpdate.isBefore(now) ? null : last.encoded;
  }

  /** Whether no session has wanted it since then. */
  boolean isUnwantedSince(Instant time) {
    return asked.isBefore(time);
  }

  /** When {@link #renew} is to be called next. */
  Instant due() {
    return due;
  }

  /** Takes what an earlier run of the server left on disk, where that is still good. */
  void load(Instant now) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= OcspResponse.LIMIT) {
        Proof kept = verified(OcspResponse.read(Files.readAllBytes(file)), now);
        proof = kept;
        due = renewal.afterSuccess(now, kept.thisUpdate, kept.nextUpdate);
      }
    } catch (IOException | Unreadable e) {
      LOG.info("The kept OCSP proof {} is not used: {}", file, e.getMessage());
    }
  }

  /** Fetches, and says when next. Keeps the last proof when that fails. */
  void renew(Responder from, Instant now) throws InterruptedException {
    try {
      OcspResponse response = from.ask(responder, subject);
      Proof fetched = verified(response, now);
      proof = fetched;
      failures = 0;
      due = renewal.afterSuccess(now, fetched.thisUpdate, fetched.nextUpdate);
      keep(fetched);
    } catch (IOException | Unreadable e) {
      failures++;
      due = renewal.afterFailure(now, failures);
      LOG.warn("No OCSP proof from {} for {}: {}", responder, name(), e.getMessage());
    }
  }

  /** Takes the file away. */
  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("The OCSP proof {} stays: {}", file, e.toString());
    }
  }

  private Proof verified(OcspResponse response, Instant now) throws Unreadable {
    Judgement judgement = ResponseVerifier.judge(response, subject, now);
    if (judgement instanceof Judgement.Revoked(_, _, String reason)) {
      // It is served all the same: who asked for the truth about the certificate gets it.
      LOG.error("The certificate {} is revoked ({}), says {}", name(), reason, responder);
    } else if (!(judgement instanceof Judgement.Good)) {
      throw new Unreadable(judgement.toString());
    }
    Single single = response.about(subject);
    if (single == null || single.nextUpdate() == null) {
      throw new Unreadable("without next update");
    }
    return new Proof(response.encoded(), single.thisUpdate(), single.nextUpdate());
  }

  private void keep(Proof fetched) {
    try {
      Files.createDirectories(file.getParent());
      Path written = file.resolveSibling(file.getFileName() + ".new");
      Files.write(written, fetched.encoded);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("The OCSP proof {} is not kept: {}", file, e.toString());
    }
  }

  private String name() {
    return subject.certificate().getSubjectX500Principal().getName();
  }
}
