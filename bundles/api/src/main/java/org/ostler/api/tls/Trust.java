// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import org.jspecify.annotations.Nullable;

/**
 * Whom to believe about certificates. Files are read anew when they have changed.
 *
 * @param certificates {@code tls_verify_certificates}: {@code system}, a file of PEM certificates,
 *     or a directory of such files; empty for nobody
 * @param crl {@code tls_crl}: a file of PEM or DER lists of revoked certificates, or a directory of
 *     such files; null for none
 */
public record Trust(String certificates, @Nullable String crl) {
  /** What the machine trusts. */
  public static final Trust SYSTEM = new Trust("system", null);

  /** Nobody is believed. */
  public static final Trust NOBODY = new Trust("", null);
}
