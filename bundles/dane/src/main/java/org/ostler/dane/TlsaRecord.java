// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A TLSA record (RFC 6698 §2.1).
 *
 * @param usage 2 for a trust anchor, 3 for the server's own certificate; others are of no use to
 *     SMTP (RFC 7672 §3.1.3)
 * @param selector 0 for the certificate, 1 for its SubjectPublicKeyInfo
 * @param matching 0 for the octets themselves, 1 for their SHA-256, 2 for their SHA-512
 * @param data lower-case hexadecimal
 */
record TlsaRecord(int usage, int selector, int matching, String data) {
  static final int TRUST_ANCHOR = 2;
  static final int END_ENTITY = 3;
  static final int FULL = 0;
  static final int SHA_256 = 1;
  static final int SHA_512 = 2;

  /** Reads {@code 3 1 1 2bb1...}; null for what is no TLSA record. */
  static @Nullable TlsaRecord parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != 4) {
      return null;
    }
    try {
      return new TlsaRecord(
          Integer.parseInt(words[0]),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]),
          HexFormat.of().formatHex(HexFormat.of().parseHex(words[3])));
    } catch (IllegalArgumentException notNumbers) {
      return null;
    }
  }

  /**
   * Whether a certificate can be judged by it; a record that is malformed or of a kind that nobody
   * knows is passed over (RFC 7671 §4.1).
   */
  boolean isUsable() {
    if (usage != TRUST_ANCHOR && usage != END_ENTITY) {
      return false;
    }
    return switch (matching) {
      case SHA_256 -> isKnownSelector() && data.length() == 2 * 32;
      case SHA_512 -> isKnownSelector() && data.length() == 2 * 64;
      case FULL -> selector == 0 ? certificate() != null : selector == 1 && key() != null;
      default -> false;
    };
  }

  private boolean isKnownSelector() {
    return selector == 0 || selector == 1;
  }

  /** The certificate that the record has whole; null when it has none. */
  @Nullable X509Certificate certificate() {
    return selector == 0 && matching == FULL ? Der.certificate(octets()) : null;
  }

  /** The key that the record has whole; null when it has none. */
  @Nullable PublicKey key() {
    return selector == 1 && matching == FULL ? Der.key(octets()) : null;
  }

  private byte[] octets() {
    return HexFormat.of().parseHex(data);
  }

  /** Whether the record is one of this certificate. */
  boolean matches(X509Certificate certificate) {
    try {
      byte[] selected =
          selector == 0 ? certificate.getEncoded() : certificate.getPublicKey().getEncoded();
      byte[] compared =
          switch (matching) {
            case SHA_256 -> MessageDigest.getInstance("SHA-256").digest(selected);
            case SHA_512 -> MessageDigest.getInstance("SHA-512").digest(selected);
            default -> selected;
          };
      return HexFormat.of().formatHex(compared).equals(data);
    } catch (CertificateEncodingException unencodable) {
      return false;
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform has both.
      throw new IllegalStateException(impossible);
    }
  }

  /** As in the DNS. */
  String text() {
    return usage + " " + selector + " " + matching + " " + data;
  }
}
