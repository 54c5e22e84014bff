// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.net.IDN;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate names a host (RFC 6125 §6.4): a subject alternative name, or the common
 * name where there are none of a host or an address. A name may have one wildcard, as its whole
 * first label, with two or more labels behind it.
 */
public final class CertificateNames {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private CertificateNames() {}

  /** Whether the certificate is for the host, a name or an address. */
  public static boolean match(X509Certificate certificate, String host) {
    String wanted = canonical(host);
    if (wanted == null) {
      return false;
    }
    List<String> names = alternative(certificate);
    if (names.isEmpty()) {
      String common = commonName(certificate);
      names = common == null ? List.of() : List.of(common);
    }
    return names.stream().anyMatch(name -> matches(name, wanted));
  }

  private static boolean matches(String name, String host) {
    String pattern = canonical(name);
    if (pattern == null || !pattern.startsWith("*.")) {
      return host.equals(pattern);
    }
    String rest = pattern.substring(1);
    int dot = host.indexOf('.');
    return dot > 0
        && rest.indexOf('.', 1) > 0
        && rest.indexOf('*') < 0
        && host.substring(dot).equals(rest);
  }

  /** Lower case, without a last dot, in A-labels; null when it is no name. */
  private static @Nullable String canonical(String name) {
    String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    try {
      boolean ascii = plain.chars().allMatch(c -> c > ' ' && c < 127);
      return plain.isEmpty() ? null : (ascii ? plain : IDN.toASCII(plain)).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static List<String> alternative(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      if (all != null) {
        for (List<?> one : all) {
          int kind = (Integer) one.get(0);
          if (kind == DNS || kind == ADDRESS) {
            names.add((String) one.get(1));
          }
        }
      }
    } catch (CertificateParsingException _) {
      // As without the extension.
    }
    return names;
  }

  /** The most specific common name of the subject. */
  private static @Nullable String commonName(X509Certificate certificate) {
    try {
      List<Rdn> parts = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
      for (Rdn part : parts.reversed()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return part.getValue().toString();
        }
      }
    } catch (InvalidNameException _) {
      // Without one.
    }
    return null;
  }
}
