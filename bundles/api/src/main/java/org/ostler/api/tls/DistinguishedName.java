// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import javax.security.auth.x500.X500Principal;

/** Distinguished names as log lines and variables show them. */
final class DistinguishedName {
  private DistinguishedName() {}

  /** RFC 4514: the most specific part first, commas without blanks. */
  static String of(X500Principal name) {
    return name.getName(X500Principal.RFC2253);
  }
}
