// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What the engine asks core during one handshake of a server, on that handshake's thread. */
@ProviderType
public interface ServerHandshake extends CertificateWatch {
  /**
   * The identity to show; asked once, when the client's hello has been read.
   *
   * @param serverName the name that the client asks for, null when it asks for none
   */
  Identity identity(@Nullable String serverName) throws TlsFailure, InterruptedException;

  /**
   * Proofs by OCSP for the chosen certificates, as DER of an OCSPResponse, by their place in the
   * chain; empty for none. Asked when the client wants them.
   *
   * @param chain what is sent, our own certificate first
   * @param position the place of the files in {@link Identity#keys()}
   */
  Map<Integer, byte[]> staples(List<X509Certificate> chain, int position)
      throws InterruptedException;
}
