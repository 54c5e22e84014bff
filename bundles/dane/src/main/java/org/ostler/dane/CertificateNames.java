// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The names of hosts that a certificate is for (RFC 6125, RFC 7672 §3.2.3). */
final class CertificateNames {
  private static final int DNS_NAME = 2;

  private CertificateNames() {}

  /** Whether the certificate is for one of the names. */
  static boolean cover(X509Certificate certificate, List<String> names) {
    List<String> presented = presented(certificate);
    return names.stream()
        .anyMatch(name -> presented.stream().anyMatch(pattern -> matches(pattern, name)));
  }

  /** The subject alternative names; without any of hosts, the common name (RFC 6125 §6.4.4). */
  private static List<String> presented(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      var alternatives = certificate.getSubjectAlternativeNames();
      for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
        if (Integer.valueOf(DNS_NAME).equals(name.get(0))) {
          names.add(String.valueOf(name.get(1)));
        }
      }
      return names.isEmpty() ? commonNames(certificate) : names;
    } catch (CertificateParsingException | InvalidNameException malformed) {
      return List.of();
    }
  }

  private static List<String> commonNames(X509Certificate certificate) throws InvalidNameException {
    return new LdapName(certificate.getSubjectX500Principal().getName())
        .getRdns().stream()
            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
            .map(Rdn::getValue)
            .map(String::valueOf)
            .toList();
  }

  /** A wildcard is the whole first label, and stands for one; three labels or more. */
  static boolean matches(String pattern, String name) {
    String wanted = canonical(name);
    String given = canonical(pattern);
    if (given.isEmpty() || wanted.isEmpty() || given.indexOf('\0') >= 0) {
      return false;
    }
    if (!given.startsWith("*.")) {
      return given.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    return dot > 0
        && given.indexOf('.', 2) > 0
        && given.indexOf('*', 1) < 0
        && wanted.substring(dot).equals(given.substring(1));
  }

  private static String canonical(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
