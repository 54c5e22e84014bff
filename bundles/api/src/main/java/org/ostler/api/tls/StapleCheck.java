// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the proofs by OCSP that a server sent, for one connection. May block. */
@FunctionalInterface
public interface StapleCheck {
  /**
   * Judges.
   *
   * @param responses DER of OCSPResponse by the place of their certificate in what the server sent;
   *     empty when it sent none
   * @param sent the certificates as the server sent them
   * @param path from the server's own certificate to the anchor; empty when it was not verified
   */
  Finding judge(
      Map<Integer, byte[]> responses, List<X509Certificate> sent, List<X509Certificate> path)
      throws InterruptedException;

  /**
   * What was found.
   *
   * @param state never {@link OcspState#NOT_REQUESTED}
   * @param reason a line for the main log, printable; null when there is nothing to tell
   */
  record Finding(OcspState state, @Nullable String reason) {}
}
