// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** Distinguished names as log lines and variables show them. */
public final class DistinguishedName {
  /** Names of attributes beyond those that the JDK writes (RFC 4519, PKCS #9). */
  private static final Map<String, String> KEYWORDS =
      Map.of(
          "1.2.840.113549.1.9.1", "EMAIL",
          "2.5.4.4", "SN",
          "2.5.4.5", "serialNumber",
          "2.5.4.12", "title",
          "2.5.4.42", "givenName",
          "2.5.4.46", "dnQualifier",
          "2.5.4.65", "pseudonym");

  private DistinguishedName() {}

  /**
   * As GnuTLS and so Exim writes it: parts as in RFC 4514, but in the order of the certificate, the
   * least specific first as a rule; commas without blanks.
   */
  public static String of(X500Principal name) {
    List<String> parts = parts(name.getName(X500Principal.RFC2253, KEYWORDS));
    Collections.reverse(parts);
    return String.join(",", parts);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == ',') {
        parts.add(text.substring(start, at));
        start = at + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
