// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who judges a peer's certificates: the engine in the ordinary way, or somebody else. */
public sealed interface PeerVerifier {
  /**
   * A path to somebody who is trusted, times, uses, lists of revoked certificates (RFC 5280 §6),
   * and the name.
   *
   * @param trust whom to believe
   * @param host the name that must be in the certificate (a subject alternative name, else the
   *     common name; one leading wildcard label, of three labels or more), null for any
   */
  record Ordinary(Trust trust, @Nullable String host) implements PeerVerifier {
    /** What the machine trusts, whatever the name. */
    public static final Ordinary SYSTEM = new Ordinary(Trust.SYSTEM, null);
  }

  /** A judge of its own, such as DANE's. */
  record By(Judge judge) implements PeerVerifier {}

  /** Judges a chain. Called from the thread of the handshake; may block. */
  @FunctionalInterface
  interface Judge {
    /**
     * Judges.
     *
     * @param sent the certificates as the peer sent them, its own first, at least one; they need
     *     not belong together
     */
    Verdict judge(List<X509Certificate> sent) throws InterruptedException;
  }

  /** What was found. */
  sealed interface Verdict {
    /**
     * The certificate is good.
     *
     * @param path from the peer's own to the anchor, as far as it is known
     */
    record Trusted(List<X509Certificate> path) implements Verdict {
      public Trusted {
        path = List.copyOf(path);
      }
    }

    /** It is not; the reason is for the log. */
    record Distrusted(String reason) implements Verdict {}
  }
}
