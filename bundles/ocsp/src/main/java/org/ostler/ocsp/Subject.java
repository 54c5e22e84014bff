// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.jspecify.annotations.Nullable;

/**
 * The certificate whose status is asked for, with that of the authority that issued it. Immutable.
 *
 * @param issuer null when it is not known, and so no signature can be verified
 */
record Subject(X509Certificate certificate, @Nullable X509Certificate issuer) {
  private static final Map<ASN1ObjectIdentifier, String> DIGESTS =
      Map.of(
          OIWObjectIdentifiers.idSHA1, "SHA-1",
          NISTObjectIdentifiers.id_sha256, "SHA-256",
          NISTObjectIdentifiers.id_sha384, "SHA-384",
          NISTObjectIdentifiers.id_sha512, "SHA-512");

  /** The digest of a key by which responders are named, and which all of them know. */
  static final String COMMON_DIGEST = "SHA-1";

  /**
   * Whether the identifier is the certificate's: its serial, and the digests of its issuer's name
   * and key (RFC 6960 §4.1.1).
   */
  boolean isNamedBy(CertificateID id) {
    String digest = DIGESTS.get(id.getHashAlgOID());
    return digest != null
        && id.getSerialNumber().equals(certificate.getSerialNumber())
        && Arrays.equals(id.getIssuerNameHash(), nameDigest(digest))
        && (issuer == null || Arrays.equals(id.getIssuerKeyHash(), keyDigest(issuer, digest)));
  }

  /** The identifier for a request: with SHA-1, which all responders know (RFC 5019 §2.1.1). */
  CertificateID id() {
    X509Certificate known = Objects.requireNonNull(issuer, "a request names the issuer's key");
    return new CertificateID(
        new CertID(
            new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
            new DEROctetString(nameDigest(COMMON_DIGEST)),
            new DEROctetString(keyDigest(known, COMMON_DIGEST)),
            new ASN1Integer(certificate.getSerialNumber())));
  }

  /**
   * The certificate at a place of a chain, with its issuer where the chain goes on to it.
   *
   * @param place 0 for the first of the chain
   */
  static Subject at(int place, List<X509Certificate> chain) {
    X509Certificate certificate = chain.get(place);
    for (X509Certificate other : chain) {
      if (isIssuedBy(certificate, other)) {
        return new Subject(certificate, other);
      }
    }
    return new Subject(certificate, null);
  }

  private static boolean isIssuedBy(X509Certificate certificate, X509Certificate other) {
    if (!certificate.getIssuerX500Principal().equals(other.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(other.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] nameDigest(String algorithm) {
    return digest(algorithm, certificate.getIssuerX500Principal().getEncoded());
  }

  /** The digest of a certificate's public key, without the key's algorithm. */
  static byte[] keyDigest(X509Certificate certificate, String algorithm) {
    SubjectPublicKeyInfo key =
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
    return digest(algorithm, key.getPublicKeyData().getBytes());
  }

  private static byte[] digest(String algorithm, byte[] octets) {
    try {
      return MessageDigest.getInstance(algorithm).digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is missing from this Java", e);
    }
  }
}
