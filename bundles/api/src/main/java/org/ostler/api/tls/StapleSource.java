// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.mail.MailView;

/**
 * Has proofs by OCSP for our server's certificates (RFC 6066 §8, RFC 8446 §4.4.2.1). Called from
 * many threads during handshakes; should answer at once. When it throws, none are sent.
 */
@ConsumerType
public interface StapleSource {
  /**
   * The proofs, as DER of an OCSPResponse, by the place of their certificate in the chain; empty
   * for none. TLS 1.2 sends that of place 0 alone.
   *
   * @param chain what is sent, our own certificate first
   * @param position the place of the certificate in the list {@code tls_certificate}
   * @param connection with {@code $tls_in_sni} as the client sent it
   */
  Map<Integer, byte[]> staples(List<X509Certificate> chain, int position, MailView connection)
      throws InterruptedException;
}
