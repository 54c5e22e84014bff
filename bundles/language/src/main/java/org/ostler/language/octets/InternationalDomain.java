// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.net.IDN;
import java.nio.charset.StandardCharsets;

/** Domains and local parts in ASCII-compatible form. */
public final class InternationalDomain {
  private static final String PREFIX = "xn--";

  private InternationalDomain() {}

  /** The text cannot be converted. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /** A domain of UTF-8 octets with its labels in ASCII. */
  public static String toAscii(String domain) throws Malformed {
    if (!Utf8Text.isWellFormed(domain)) {
      throw new Malformed("string encoding error");
    }
    if (domain.chars().allMatch(c -> c < 128)) {
      return domain;
    }
    try {
      return IDN.toASCII(unicode(domain), IDN.ALLOW_UNASSIGNED).toLowerCase(java.util.Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new Malformed("string contains a disallowed character");
    }
  }

  /** A domain with its ASCII labels in UTF-8 octets. */
  public static String toUtf8(String domain) throws Malformed {
    for (String label : domain.split("\\.", -1)) {
      if (label.startsWith(PREFIX) && Punycode.decode(label.substring(PREFIX.length())) == null) {
        throw new Malformed("Invalid input");
      }
    }
    return octets(IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED));
  }

  /** A local part, converted as if it were one label. */
  public static String localPartToAscii(String localPart) throws Malformed {
    if (!Utf8Text.isWellFormed(localPart)) {
      throw new Malformed("l_u2a: bad UTF-8 input");
    }
    String unicode = unicode(localPart);
    return unicode.chars().allMatch(c -> c < 128) ? localPart : PREFIX + Punycode.encode(unicode);
  }

  /** A local part back in UTF-8 octets. */
  public static String localPartToUtf8(String localPart) throws Malformed {
    if (!localPart.startsWith(PREFIX)) {
      throw new Malformed("bad alabel prefix");
    }
    String decoded = Punycode.decode(localPart.substring(PREFIX.length()));
    if (decoded == null) {
      throw new Malformed("Invalid input");
    }
    return octets(decoded);
  }

  private static String unicode(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String octets(String unicode) {
    return new String(unicode.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
