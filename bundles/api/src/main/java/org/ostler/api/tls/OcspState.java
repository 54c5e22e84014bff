// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

/** What became of a proof by OCSP (RFC 6066 §8); the order is that of {@code $tls_in_ocsp}. */
public enum OcspState {
  /** Nobody asked. */
  NOT_REQUESTED,
  /** The client asked, and the server has sent nothing. */
  NO_RESPONSE,
  /** The server sent one that was not looked at. */
  NOT_VERIFIED,
  /** It is wrong, out of date, or says that the certificate is revoked. */
  FAILED,
  /** The certificate is good; on our server's side: a proof was sent. */
  VERIFIED
}
