// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that may be resumed (RFC 5246 §7.3, RFC 8446 §2.2), for a while, in memory. Safe for
 * many threads.
 *
 * @param <S> what a session is taken up by
 */
final class SessionStore<S> {
  /** How long a session may be taken up again. */
  static final Duration LIFE = Duration.ofHours(2);

  private static final int MOST = 2000;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Kept<S>> sessions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept<S>> eldest) {
          return size() > MOST;
        }
      };

  SessionStore(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A session with what its handshake found, which a resumed one does not find again.
   *
   * @param scope what the session depends on: it is resumed where that is the same
   */
  record Kept<S>(
      S session,
      String scope,
      List<X509Certificate> peerCertificates,
      boolean verified,
      @Nullable String verifyError,
      Instant until) {
    /** Says of a session that is resumed what is known. */
    void recall(SessionFacts facts) {
      facts.peerCertificates = peerCertificates;
      facts.verified = verified;
      facts.verifyError = verifyError;
    }
  }

  void keep(String name, String scope, S session, SessionFacts facts) {
    lock.lock();
    try {
      sessions.remove(name);
      sessions.put(
          name,
          new Kept<>(
              session,
              scope,
              facts.peerCertificates,
              facts.verified,
              facts.verifyError,
              clock.instant().plus(LIFE)));
    } finally {
      lock.unlock();
    }
  }

  @Nullable Kept<S> find(String name, String scope) {
    lock.lock();
    try {
      Kept<S> kept = sessions.get(name);
      if (kept == null) {
        return null;
      }
      if (clock.instant().isAfter(kept.until)) {
        sessions.remove(name);
        return null;
      }
      return kept.scope.equals(scope) ? kept : null;
    } finally {
      lock.unlock();
    }
  }

  void drop(String name) {
    lock.lock();
    try {
      sessions.remove(name);
    } finally {
      lock.unlock();
    }
  }
}
