// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.option.InvalidArgument;

/**
 * Speaks TLS 1.2 and 1.3 (RFC 5246, RFC 8446). Stateless but for caches of files and of sessions to
 * resume. Called from many threads; blocks.
 */
@ConsumerType
public interface TlsEngine {
  /**
   * Shakes hands as a server: the client speaks first. Nothing of the channel is read beyond what
   * belongs to TLS.
   *
   * @throws TlsFailure when there is no session; an alert has been sent where one was due, and the
   *     channel is of no more use
   */
  TlsStreams accept(TlsChannel plain, ServerTerms terms, ServerHandshake handshake)
      throws TlsFailure, InterruptedException;

  /**
   * Shakes hands as a client.
   *
   * @throws TlsFailure as for {@link #accept}; its kind tells whose fault it is
   */
  TlsStreams connect(TlsChannel plain, ClientTerms terms) throws TlsFailure, InterruptedException;

  /**
   * Makes ready what an identity needs: its files are read, so that what is wrong with them is
   * known before a handshake begins.
   *
   * @throws TlsFailure of the kind CONFIGURATION
   */
  void prepare(CryptoTerms terms, Identity identity) throws TlsFailure;

  /**
   * Whether the engine can do what these words ask for; for words that are known when the
   * configuration is read.
   *
   * @throws InvalidArgument names the first that it does not know or cannot do
   */
  void check(CryptoTerms terms) throws InvalidArgument;
}
