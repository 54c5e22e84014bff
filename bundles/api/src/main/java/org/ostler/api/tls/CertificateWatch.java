// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Hears of each certificate of a peer that was judged, and may have the last word. */
public interface CertificateWatch {
  /** Has nothing to say. */
  CertificateWatch NONE = (certificate, depth) -> null;

  /**
   * A certificate of the peer's path was found good; the anchor's end of the path comes first.
   *
   * @param depth its place in the path; the peer's own has 0
   * @return a sentence when it is to be refused after all, else null
   */
  @Nullable String judged(X509Certificate certificate, int depth) throws InterruptedException;
}
